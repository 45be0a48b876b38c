import { hrefOf } from '../../app/router';
import { To } from '../../parts/bits';
import { count } from '../../parts/money';
import { ListTable } from '../../parts/table';
import { useEffectsOf, useList } from '../../parts/use-load';

const BELOW = 10;

export function LowStock() {
  const heard = useEffectsOf('inventory.', 'reservation.', 'order.', 'cart.');
  const { data, error } = useList('listStock', { query: { availableBelow: BELOW, limit: 8 } }, [heard]);
  return (
    <section class="card" aria-labelledby="low">
      <h2 id="low">
        <a href={hrefOf('stock', [], { below: String(BELOW) })}>Fewer than {BELOW} available</a>
      </h2>
      <ListTable
        list={{ data, error }}
        caption="SKUs with few units available"
        empty="Every SKU has more."
        keyOf={({ sku }) => sku}
        columns={[
          { name: 'SKU', cell: ({ sku }) => <To page="stock" id={sku} /> },
          { name: 'Available', number: true, cell: ({ available }) => count(available) },
          { name: 'Reserved', number: true, cell: ({ reserved }) => count(reserved) },
        ]}
      />
    </section>
  );
}

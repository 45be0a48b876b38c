import { inStore } from '../../app/session';
import { filterOf } from '../../app/router';
import type { Stock } from '../../api/types';
import { Head, To } from '../../parts/bits';
import { count } from '../../parts/money';
import { Search } from '../../parts/search';
import { ListTable } from '../../parts/table';
import { useCalm, useEffectsOf, useList } from '../../parts/use-load';
import { askReceive } from './changes';

export function StockList() {
  const prefix = useCalm(filterOf('q'));
  const below = useCalm(filterOf('below'));
  const heard = useEffectsOf('inventory.', 'reservation.', 'order.', 'cart.');
  const query = { prefix, availableBelow: /^\d+$/.test(below) ? below : undefined };
  const list = useList<Stock>(inStore('/inventory/items'), query, [heard]);
  return (
    <>
      <Head title="Stock">
        <button type="button" class="main" onClick={() => askReceive()}>
          Receive a SKU
        </button>
      </Head>
      <div class="filters">
        <Search name="q" label="SKU begins with" placeholder="TEE-" />
        <Search name="below" label="Fewer available than" placeholder="any number" />
      </div>
      <ListTable
        list={list}
        caption="SKUs"
        empty={
          prefix || below ? (
            <>
              <strong>No SKU matches</strong> Try fewer letters: a search finds SKUs that begin with them,
              capitals as they are.
            </>
          ) : (
            <>
              <strong>No SKU yet</strong> Receive one with the button above, or fill the store with a
              believable shop: <code>npm run demo</code>.
            </>
          )
        }
        keyOf={({ sku }) => sku}
        columns={[
          { name: 'SKU', cell: ({ sku }) => <To page="stock" id={sku} /> },
          { name: 'Available', number: true, cell: ({ available }) => <strong>{count(available)}</strong> },
          { name: 'On hand', number: true, cell: ({ onHand }) => count(onHand) },
          { name: 'Reserved', number: true, cell: ({ reserved }) => count(reserved) },
          { name: 'Sold', number: true, cell: ({ sold }) => count(sold) },
        ]}
      />
    </>
  );
}

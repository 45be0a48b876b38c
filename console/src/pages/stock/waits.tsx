import { State, To } from '../../parts/bits';
import { count } from '../../parts/money';
import { ListTable } from '../../parts/table';
import { Ago } from '../../parts/time';
import { useList } from '../../parts/use-load';

/** Who waits for units of a SKU, in order. */
export function Waits({ sku, heard }: { sku: string; heard: number }) {
  const list = useList('listWaits', { query: { sku } }, [heard]);
  return (
    <section class="card" aria-labelledby="waits">
      <h2 id="waits">Waits</h2>
      <ListTable
        list={list}
        caption={`Waits for ${sku}, in order of arrival`}
        empty="Nobody waits for this SKU."
        keyOf={({ id }) => id}
        columns={[
          { name: 'Place', number: true, cell: ({ position }) => (position ? count(position) : '—') },
          { name: 'Wait', cell: ({ id }) => <To page="waits" id={id} /> },
          { name: 'State', cell: ({ state }) => <State of={state} /> },
          { name: 'Units', number: true, cell: ({ quantity }) => count(quantity) },
          { name: 'Owner', cell: ({ ownerId }) => ownerId },
          { name: 'Deadline', cell: ({ expiresAt }) => <Ago at={expiresAt} /> },
        ]}
      />
    </section>
  );
}

import type { Schemas } from '@countinghouse/client';
import { To } from '../../parts/bits';
import { count, money } from '../../parts/money';
import { Table } from '../../parts/table';

/** Lines with what is open of each, and the charges beside them. */
export function Lines({ order: { lines, charges, currency } }: { order: Schemas['Order'] }) {
  const price = (amount: number | null): string => (amount === null ? '—' : money(amount, currency));
  const some = (units: number) => (units === 0 ? <small>0</small> : count(units));
  return (
    <section class="card" aria-labelledby="lines">
      <h2 id="lines">Lines</h2>
      <Table
        caption="Lines of the order"
        rows={lines}
        keyOf={({ sku }) => sku}
        columns={[
          { name: 'SKU', cell: ({ sku }) => <To page="stock" id={sku} /> },
          { name: 'Ordered', number: true, cell: ({ quantity }) => count(quantity) },
          {
            name: 'Open',
            number: true,
            cell: ({ open }) => (open ? <strong>{count(open)}</strong> : some(open)),
          },
          { name: 'Fulfilled', number: true, cell: ({ fulfilled }) => some(fulfilled) },
          { name: 'Cancelled', number: true, cell: ({ cancelled }) => some(cancelled) },
          { name: 'Returned', number: true, cell: ({ returned }) => some(returned) },
          { name: 'Unit price', number: true, cell: ({ unitPrice }) => price(unitPrice) },
          { name: 'Line total', number: true, cell: ({ lineTotal }) => price(lineTotal) },
        ]}
      />
      {charges.length > 0 && (
        <dl class="facts charges">
          {charges.map(({ type, code, amount }, i) => (
            <div key={i}>
              <dt>{code ? `${type} (${code})` : type}</dt>
              <dd>{money(amount, currency)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

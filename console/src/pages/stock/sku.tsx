import type { Schemas } from '@countinghouse/client';
import { store } from '../../app/session';
import { Fact, Head, State, To } from '../../parts/bits';
import { count, money } from '../../parts/money';
import { Failure } from '../../parts/refusal';
import { ListTable } from '../../parts/table';
import { Ago } from '../../parts/time';
import { useEffectsOf, useGet, useList } from '../../parts/use-load';
import { Campaigns } from './campaigns';
import { askAdjust, askPolicy, askPrice } from './changes';
import { Movements } from './movements';
import { Waits } from './waits';

export function SkuPage({ sku }: { sku: string }) {
  const heard = useEffectsOf('inventory.', 'reservation.', 'order.', 'cart.', 'price.');
  const { data: stock, error } = useGet('getStock', { sku }, [heard]);
  const { data: price } = useGet('getPrice', { sku }, [heard]);
  return (
    <>
      <Head title={sku} up={{ page: 'stock', title: 'Stock' }}>
        {stock && (
          <>
            <button type="button" onClick={() => askPrice(sku, price?.unitPrice)}>
              Set price
            </button>
            <button type="button" onClick={() => askPolicy(stock)}>
              Safety stock
            </button>
            <button type="button" class="main" onClick={() => askAdjust(stock)}>
              Adjust
            </button>
          </>
        )}
      </Head>
      {error ? <Failure error={error} /> : null}
      {stock && (
        <section class="card" aria-label="Stock">
          <dl class="facts large">
            <Fact name="Available">{count(stock.available)}</Fact>
            <Fact name="On hand">{count(stock.onHand)}</Fact>
            <Fact name="Reserved">{count(stock.reserved)}</Fact>
            {stock.safetyStock ? <Fact name="For safety">{count(stock.safetyStock)}</Fact> : null}
            <Fact name="Sold">{count(stock.sold)}</Fact>
            <Fact name="Price">{price ? money(price.unitPrice, store.value.currency) : 'none'}</Fact>
          </dl>
        </section>
      )}
      {stock && <Movements sku={sku} heard={heard} />}
      {stock && <Reservations sku={sku} heard={heard} />}
      {stock && <Waits sku={sku} heard={heard} />}
      {stock && <Campaigns sku={sku} heard={heard} />}
    </>
  );
}

function Reservations({ sku, heard }: { sku: string; heard: number }) {
  const list = useList('listReservations', { query: { sku } }, [heard]);
  const unitsIn = ({ lines }: Schemas['Reservation']): number =>
    lines.filter((line) => line.sku === sku).reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <section class="card" aria-labelledby="reservations">
      <h2 id="reservations">Reservations</h2>
      <ListTable
        list={list}
        caption={`Reservations of ${sku}`}
        empty="Nobody has reserved this SKU."
        keyOf={({ id }) => id}
        columns={[
          { name: 'Reservation', cell: ({ id }) => <To page="reservations" id={id} /> },
          { name: 'State', cell: ({ state }) => <State of={state} /> },
          { name: 'Units', number: true, cell: (one) => count(unitsIn(one)) },
          { name: 'Owner', cell: ({ ownerId }) => ownerId ?? '—' },
          { name: 'Deadline', cell: ({ expiresAt }) => <Ago at={expiresAt} /> },
        ]}
      />
    </section>
  );
}

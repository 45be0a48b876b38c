import { must, type Schemas } from '@countinghouse/client';
import { client } from '../../api/client';
import { choiceOf, filterOf } from '../../app/router';
import { Head, State, To } from '../../parts/bits';
import { count, money } from '../../parts/money';
import { isWithin, useTimes } from '../../parts/days';
import { Choose, Days, Search } from '../../parts/search';
import { ListTable } from '../../parts/table';
import { Time } from '../../parts/time';
import { List, useCalm, useEffectsOf, useList, useLoad } from '../../parts/use-load';

const STATES = ['authorised', 'placed', 'partially_fulfilled', 'fulfilled', 'cancelled', 'expired'] as const;

export function OrderList() {
  const heard = useEffectsOf('order.');
  const list = useOrders(heard);
  return (
    <>
      <Head title="Orders" />
      <div class="filters">
        <Search name="q" label="Order or customer" placeholder="the whole id" />
        <Choose name="state" label="State" choices={STATES} />
        <Days />
      </div>
      <ListTable
        list={list}
        caption="Orders, the newest first"
        empty={
          <>
            <strong>No order matches</strong> A search finds the whole id of an order or of a customer. Orders
            come from checkouts; <code>npm run demo</code> makes some.
          </>
        }
        keyOf={({ id }) => id}
        columns={[
          { name: 'Order', cell: ({ id }) => <To page="orders" id={id} /> },
          { name: 'State', cell: ({ state }) => <State of={state} /> },
          { name: 'Customer', cell: ({ customerId }) => customerId },
          { name: 'Units', number: true, cell: ({ units }) => count(units) },
          {
            name: 'Total',
            number: true,
            cell: ({ total, currency }) => (total === null ? 'not priced' : money(total, currency)),
          },
          { name: 'Placed', cell: ({ createdAt }) => <Time at={createdAt} /> },
        ]}
      />
    </>
  );
}

/** Orders of a state, of a customer and of some days; the one whose id was typed stands first. */
function useOrders(heard: number): List<Schemas['Order']> {
  const [word, state] = [useCalm(filterOf('q')), choiceOf('state', STATES)];
  const times = useTimes();
  const list = useList('listOrders', { query: { customerId: word, state, ...times } }, [heard]);
  const named = useLoad(
    (signal) =>
      word
        ? must(client.value.getOrder({ id: word, signal })).catch(() => undefined)
        : Promise.resolve(undefined),
    [word, heard],
  ).data;
  const isListed = named && (!state || named.state === state) && isWithin(times, named.createdAt);
  const first = isListed ? named : undefined;
  return {
    ...list,
    data: first && list.data ? [first, ...list.data.filter(({ id }) => id !== first.id)] : list.data,
  };
}

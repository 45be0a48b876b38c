import type { ArgsOf } from '@countinghouse/client';
import { hrefOf } from '../../app/router';
import { Fact } from '../../parts/bits';
import { useEffectsOf, useList } from '../../parts/use-load';

/** As many as one page holds are counted; beyond that there are "more than". */
const MOST = 200;

/** Things that somebody has begun and not ended. */
export function Open() {
  return (
    <section class="card" aria-labelledby="open">
      <h2 id="open">Open</h2>
      <dl class="facts large">
        <Counted
          name="Reservations"
          operation="listReservations"
          state="active"
          kinds={['reservation.', 'order.', 'cart.']}
          href={hrefOf('reservations', [], { state: 'active' })}
        />
        <Counted
          name="Orders to fulfil"
          operation="listOrders"
          state="placed"
          kinds={['order.']}
          href={hrefOf('orders', [], { state: 'placed' })}
        />
        <Counted
          name="Authorised orders"
          operation="listOrders"
          state="authorised"
          kinds={['order.']}
          href={hrefOf('orders', [], { state: 'authorised' })}
        />
        <Counted
          name="Pending transfers"
          operation="listTransfers"
          state="pending"
          kinds={['transfer.', 'order.']}
          href={hrefOf('ledger', ['transfers'], { state: 'pending' })}
        />
      </dl>
    </section>
  );
}

type Counted = 'listReservations' | 'listOrders' | 'listTransfers';

interface CountedProps<K extends Counted> {
  name: string;
  operation: K;
  state: NonNullable<ArgsOf<K>['query']>['state'];
  kinds: string[];
  href: string;
}

function Counted<K extends Counted>({ name, operation, state, kinds, href }: CountedProps<K>) {
  const heard = useEffectsOf(...kinds);
  const query = { state, limit: MOST };
  const { data, error, more } = useList(operation, { query } as ArgsOf<K>, [heard]);
  // A service of another release may not list them.
  if (error && !data) return null;
  const text = data ? `${data.length}${more ? '+' : ''}` : '…';
  return (
    <Fact name={name}>
      <a href={href}>{text}</a>
    </Fact>
  );
}

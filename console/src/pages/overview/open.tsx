import { inStore } from '../../app/session';
import { hrefOf } from '../../app/router';
import type { Page } from '../../api/types';
import { Fact } from '../../parts/bits';
import { useEffectsOf, useGet } from '../../parts/use-load';

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
          path="/inventory/reservations"
          state="active"
          kinds={['reservation.', 'order.', 'cart.']}
          href={hrefOf('reservations', [], { state: 'active' })}
        />
        <Counted
          name="Orders to fulfil"
          path="/orders"
          state="placed"
          kinds={['order.']}
          href={hrefOf('orders', [], { state: 'placed' })}
        />
        <Counted
          name="Authorised orders"
          path="/orders"
          state="authorised"
          kinds={['order.']}
          href={hrefOf('orders', [], { state: 'authorised' })}
        />
        <Counted
          name="Pending transfers"
          path="/ledger/transfers"
          state="pending"
          kinds={['transfer.', 'order.']}
          href={hrefOf('ledger', ['transfers'], { state: 'pending' })}
        />
      </dl>
    </section>
  );
}

interface CountedProps {
  name: string;
  path: string;
  state: string;
  kinds: string[];
  href: string;
}

function Counted({ name, path, state, kinds, href }: CountedProps) {
  const heard = useEffectsOf(...kinds);
  const { data, error } = useGet<Page<unknown>>(inStore(path), { state, limit: MOST }, [heard]);
  // A service of another release may not list them.
  if (error && !data) return null;
  const text = data ? `${data.items.length}${data.nextCursor ? '+' : ''}` : '…';
  return (
    <Fact name={name}>
      <a href={href}>{text}</a>
    </Fact>
  );
}

import type { Schemas } from '@countinghouse/client';
import { Fact, Head, To } from '../../parts/bits';
import { money } from '../../parts/money';
import { Failure } from '../../parts/refusal';
import { Time } from '../../parts/time';
import { useEffectsOf, useGet } from '../../parts/use-load';
import { askCancel, askCapture, askFulfil, askRefund, askReturn } from './changes';
import { Lines } from './lines';
import { Timeline } from './timeline';

export function OrderPage({ id }: { id: string }) {
  const heard = useEffectsOf('order.');
  const { data: order, error } = useGet('getOrder', { id }, [heard]);
  return (
    <>
      <Head title={id} state={order?.state} up={{ page: 'orders', title: 'Orders' }}>
        {order && <Actions order={order} />}
      </Head>
      {error ? <Failure error={error} /> : null}
      {order && (
        <>
          <Facts order={order} />
          <Lines order={order} />
          <Timeline order={order} />
        </>
      )}
    </>
  );
}

/** Those that the state of the order allows. */
function Actions({ order }: { order: Schemas['Order'] }) {
  const { state, lines, total, refunded, payment } = order;
  const isOpen = lines.some(({ open }) => open > 0) && ['placed', 'partially_fulfilled'].includes(state);
  const mayComeBack = lines.some(({ fulfilled, returned }) => fulfilled > returned);
  const isPaid = payment !== null && total !== null && total > (refunded ?? 0) && state !== 'authorised';
  const actions: [name: string, act: (order: Schemas['Order']) => void, shown: boolean][] = [
    ['Refund', askRefund, isPaid && state !== 'expired'],
    ['Take back', askReturn, mayComeBack],
    ['Cancel', askCancel, isOpen || state === 'authorised'],
    ['Capture', askCapture, state === 'authorised'],
    ['Fulfil', askFulfil, isOpen],
  ];
  const shown = actions.filter(([, , isShown]) => isShown);
  return (
    <>
      {shown.map(([name, act], i) => (
        <button
          key={name}
          type="button"
          class={i === shown.length - 1 ? 'main' : undefined}
          onClick={() => act(order)}
        >
          {name}
        </button>
      ))}
    </>
  );
}

function Facts({ order }: { order: Schemas['Order'] }) {
  const {
    customerId,
    total,
    currency,
    refunded,
    payment,
    reservationId,
    createdAt,
    expiresAt,
    cancelReason,
  } = order;
  return (
    <section class="card" aria-label="Order">
      <dl class="facts large">
        <Fact name="Total">{total === null ? 'not priced' : money(total, currency)}</Fact>
        {refunded ? <Fact name="Refunded">{money(refunded, currency)}</Fact> : null}
        <Fact name="Customer">{customerId}</Fact>
      </dl>
      <dl class="facts">
        <Fact name="Placed">
          <Time at={createdAt} />
        </Fact>
        {expiresAt && (
          <Fact name="To be captured by">
            <Time at={expiresAt} />
          </Fact>
        )}
        {reservationId && (
          <Fact name="Reservation">
            <To page="reservations" id={reservationId} />
          </Fact>
        )}
        {cancelReason && <Fact name="Cancelled because">{cancelReason}</Fact>}
        <Payment payment={payment} currency={currency} />
      </dl>
    </section>
  );
}

function Payment({ payment, currency }: { payment: Schemas['Order']['payment']; currency: string }) {
  if (!payment) return <Fact name="Payment">none here</Fact>;
  return (
    <>
      <Fact name="Paid from">
        <To page="ledger" id={['accounts', payment.from]} />
      </Fact>
      {payment.to && (
        <Fact name="Paid to">
          <To page="ledger" id={['accounts', payment.to]} />
        </Fact>
      )}
      {payment.legs?.map(({ to, amount }) => (
        <Fact key={to} name={`Paid to ${to}`}>
          <To page="ledger" id={['accounts', to]}>
            {money(amount, currency)}
          </To>
        </Fact>
      ))}
      {payment.transferId && (
        <Fact name="Transfer">
          <To page="ledger" id={['transfers', payment.transferId]} />
        </Fact>
      )}
    </>
  );
}

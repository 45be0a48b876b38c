import type { Schemas } from '@countinghouse/client';
import { Fact, Head, To } from '../../parts/bits';
import { count } from '../../parts/money';
import { Failure } from '../../parts/refusal';
import { Table } from '../../parts/table';
import { Ago, Time } from '../../parts/time';
import { useEffectsOf, useGet } from '../../parts/use-load';
import { askCancel, askCommit, askExtend } from './changes';

export function ReservationPage({ id }: { id: string }) {
  const heard = useEffectsOf('reservation.', 'order.', 'cart.');
  const { data, error } = useGet('getReservation', { id }, [heard]);
  return (
    <>
      <Head title={id} state={data?.state} up={{ page: 'reservations', title: 'Reservations' }}>
        {data?.state === 'active' && (
          <>
            <button type="button" onClick={() => askCommit(data)}>
              Sell the units
            </button>
            <button type="button" onClick={() => askCancel(data)}>
              Cancel
            </button>
            <button type="button" class="main" onClick={() => askExtend(data)}>
              Extend
            </button>
          </>
        )}
      </Head>
      {error ? <Failure error={error} /> : null}
      {data && <Facts reservation={data} />}
      {data && (
        <Table
          caption="Lines"
          rows={data.lines}
          keyOf={({ sku }) => sku}
          columns={[
            { name: 'SKU', cell: ({ sku }) => <To page="stock" id={sku} /> },
            { name: 'Units', number: true, cell: ({ quantity }) => count(quantity) },
          ]}
        />
      )}
    </>
  );
}

function Facts({
  reservation: { ownerId, createdAt, expiresAt, endedAt, reason, cartId },
}: {
  reservation: Schemas['Reservation'];
}) {
  return (
    <section class="card" aria-label="Reservation">
      <dl class="facts">
        <Fact name="Owner">{ownerId ?? '—'}</Fact>
        {cartId && <Fact name="Cart">{cartId}</Fact>}
        <Fact name="Made">
          <Time at={createdAt} />
        </Fact>
        <Fact name="Deadline">
          <Time at={expiresAt} /> (<Ago at={expiresAt} />)
        </Fact>
        {endedAt && (
          <Fact name="Ended">
            <Time at={endedAt} />
          </Fact>
        )}
        {reason && <Fact name="Because">{reason}</Fact>}
      </dl>
    </section>
  );
}

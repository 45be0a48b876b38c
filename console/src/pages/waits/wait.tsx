import type { Schemas } from '@countinghouse/client';
import { Fact, Head, To } from '../../parts/bits';
import { count } from '../../parts/money';
import { Failure } from '../../parts/refusal';
import { Ago, Time } from '../../parts/time';
import { useEffectsOf, useGet } from '../../parts/use-load';
import { askCancel } from './changes';

export function WaitPage({ id }: { id: string }) {
  const heard = useEffectsOf('inventory.', 'reservation.');
  const { data, error } = useGet('getWait', { id }, [heard]);
  return (
    <>
      <Head title={id} state={data?.state} up={{ page: 'waits', title: 'Waits' }}>
        {data?.state === 'waiting' && (
          <button type="button" onClick={() => askCancel(data)}>
            Cancel
          </button>
        )}
      </Head>
      {error ? <Failure error={error} /> : null}
      {data && <Facts wait={data} />}
    </>
  );
}

function Facts({ wait }: { wait: Schemas['Wait'] }) {
  const { sku, position, quantity, atLeast, ownerId, holdSeconds, createdAt, expiresAt, endedAt } = wait;
  return (
    <section class="card" aria-label="Wait">
      <dl class="facts large">
        <Fact name="Place in line">{position ? count(position) : '—'}</Fact>
        <Fact name="Units">{count(quantity)}</Fact>
        {wait.granted !== undefined && <Fact name="Got">{count(wait.granted)}</Fact>}
      </dl>
      <dl class="facts">
        <Fact name="SKU">
          <To page="stock" id={sku} />
        </Fact>
        <Fact name="Owner">{ownerId}</Fact>
        {atLeast !== null && <Fact name="At least">{count(atLeast)}</Fact>}
        <Fact name="Its reservation lasts">{count(holdSeconds)} s</Fact>
        <Fact name="Came">
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
        {wait.reservationId && (
          <Fact name="Reservation">
            <To page="reservations" id={wait.reservationId} />
          </Fact>
        )}
      </dl>
    </section>
  );
}

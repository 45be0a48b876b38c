import type { Schemas } from '@countinghouse/client';
import { To, Who } from '../../parts/bits';
import { count, money } from '../../parts/money';
import { Time } from '../../parts/time';

/** A part of an order: each kind has some of these members. */
type OrderPart = Pick<Schemas['Refund'], 'id' | 'at' | 'actor'> &
  Partial<Schemas['Fulfilment'] & Schemas['Cancellation']>;

interface Step {
  word: string;
  at: string;
  part?: OrderPart;
}

/** All that happened to an order, the newest first. */
export function Timeline({ order }: { order: Schemas['Order'] }) {
  const steps = stepsOf(order);
  return (
    <section class="card" aria-labelledby="timeline">
      <h2 id="timeline">Timeline</h2>
      <ol class="timeline">
        {steps.map(({ word, at, part }) => (
          <li key={`${word} ${part?.id ?? ''}`}>
            <p>
              <strong>{word}</strong> <Time at={at} /> {part && <Who actor={part.actor} />}
            </p>
            {part && <Part part={part} currency={order.currency} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Part({
  part: { lines, amount, transferId, reason, reference, restock },
  currency,
}: {
  part: OrderPart;
  currency: string;
}) {
  return (
    <p>
      {lines?.map(({ sku, quantity }) => (
        <span key={sku} class="item">
          {count(quantity)} × <To page="stock" id={sku} />
        </span>
      ))}
      {amount ? <span class="item">{money(amount, currency)} went back</span> : null}
      {transferId && (
        <span class="item">
          by{' '}
          <To page="ledger" id={['transfers', transferId]}>
            transfer
          </To>
        </span>
      )}
      {restock === false && <span class="item">not restocked</span>}
      {(reason ?? reference) && <span class="item">“{reason ?? reference}”</span>}
    </p>
  );
}

function stepsOf(order: Schemas['Order']): Step[] {
  const named = (word: string, parts: OrderPart[]): Step[] =>
    parts.map((part) => ({ word, at: part.at, part }));
  const { state, createdAt, updatedAt, fulfilments, cancellations, returns, refunds } = order;
  const first: Step = { word: state === 'authorised' ? 'Authorised' : 'Placed', at: createdAt };
  const last: Step[] = state === 'expired' ? [{ word: 'Expired', at: updatedAt }] : [];
  const between = [
    ...named('Fulfilled', fulfilments),
    ...named('Cancelled', cancellations),
    ...named('Taken back', returns),
    ...named('Refunded', refunds),
  ].sort((a, b) => a.at.localeCompare(b.at));
  return [first, ...between, ...last].reverse();
}

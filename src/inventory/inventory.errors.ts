import { CAP_EXCEEDED, INVALID_STATE, oneOf, Problem, problemKind, Refusals } from '../platform/http';
import { isoTime } from '../platform/redis';
import { CampaignRefusal, campaignRefusals } from './campaigns/campaigns.errors';

export { CAP_EXCEEDED, INVALID_STATE };

export const SKU_NOT_FOUND = problemKind(
  'SKU_NOT_FOUND',
  404,
  'No such SKU',
  'Create it with an adjustment, or correct its name; `skus` lists the unknown ones.',
  { skus: ['TEE-M'] },
);
export const DEDUCTION_NOT_FOUND = problemKind(
  'DEDUCTION_NOT_FOUND',
  404,
  'No such deduction of this SKU',
  'Correct the id or the SKU; a deduction that was answered with an error does not exist.',
);
export const RESERVATION_NOT_FOUND = problemKind(
  'RESERVATION_NOT_FOUND',
  404,
  'No such reservation',
  'Correct the id; ended reservations are forgotten after RESERVATION_RETENTION_SECONDS.',
);
export const INSUFFICIENT_STOCK = problemKind(
  'INSUFFICIENT_STOCK',
  409,
  'Not enough stock is available',
  'Ask for at most `available` of each SKU in `shortages`, or try again at its `nextRelease`, where reservations of it end ' +
    'within an hour. With more than 200 active reservations of a SKU it is looked for among the next 1 000 deadlines of the store.',
  { shortages: [{ sku: 'TEE-M', requested: 3, available: 2 }] },
);
export const STOCK_CHANGED = problemKind(
  'STOCK_CHANGED',
  409,
  'On hand is not what was expected',
  'Read the item, decide again from `actual`, and send that as `expectedOnHand`.',
  { sku: 'TEE-M', expected: 100, actual: 99 },
);
export const OPERATION_ALREADY_EXECUTED = problemKind(
  'OPERATION_ALREADY_EXECUTED',
  409,
  'A deduction with this id exists',
  'Read it with `GET …/deductions/{id}`; a retry must carry the same idempotency key. The id of a reversal is another one.',
  { id: 'sale-1' },
);
export const RESERVATION_ALREADY_EXISTS = problemKind(
  'RESERVATION_ALREADY_EXISTS',
  409,
  'A reservation with this id exists',
  'Choose another id, for none is ever free again; a retry must carry the same idempotency key.',
  { id: 'reservation-1' },
);
export const RESERVATION_EXPIRED = problemKind(
  'RESERVATION_EXPIRED',
  409,
  'The hold is over',
  'Its units are available again: reserve anew.',
  { id: 'reservation-1', state: oneOf('expired'), expiresAt: '2026-01-01T00:00:00.000Z' },
);

export const QUANTITY_EXCEEDED = problemKind(
  'QUANTITY_EXCEEDED',
  409,
  'Less is left than was asked for',
  'Ask for at most `left` of each SKU in `lines`.',
  { lines: [{ sku: 'TEE-M', left: 1, requested: 2 }] },
);
export const EVICTION_EXCEEDED = problemKind(
  'EVICTION_EXCEEDED',
  409,
  'More reservations than one call ends would have to end',
  'Count down in steps, each of which ends at most `most` reservations, or cancel some of them first.',
  { sku: 'TEE-M', most: 100 },
);

export const WAIT_NOT_FOUND = problemKind(
  'WAIT_NOT_FOUND',
  404,
  'No such wait',
  'Correct the id; waits that have ended are forgotten after RESERVATION_RETENTION_SECONDS.',
);
export const WAIT_ALREADY_EXISTS = problemKind(
  'WAIT_ALREADY_EXISTS',
  409,
  'A wait with this id exists',
  'Choose another id, for none is ever free again; a retry must carry the same idempotency key.',
);
export const LINE_FULL = problemKind(
  'LINE_FULL',
  409,
  'As many wait for this SKU as may',
  'Try again later: somebody of the line has to be served, or to give up, first.',
);

export type InventoryRefusal =
  | CampaignRefusal
  | 'SKU_NOT_FOUND'
  | 'DEDUCTION_NOT_FOUND'
  | 'RESERVATION_NOT_FOUND'
  | 'INSUFFICIENT_STOCK'
  | 'STOCK_CHANGED'
  | 'OPERATION_ALREADY_EXECUTED'
  | 'RESERVATION_ALREADY_EXISTS'
  | 'RESERVATION_EXPIRED'
  | 'QUANTITY_EXCEEDED'
  | 'EVICTION_EXCEEDED'
  | 'WAIT_NOT_FOUND'
  | 'WAIT_ALREADY_EXISTS'
  | 'LINE_FULL'
  | 'INVALID_STATE';

export const inventoryRefusals: Refusals<InventoryRefusal> = {
  ...campaignRefusals,
  SKU_NOT_FOUND: (skus) => new Problem(SKU_NOT_FOUND, `Never stocked here: ${skus.join(', ')}.`, { skus }),
  DEDUCTION_NOT_FOUND: ([sku, id]) => new Problem(DEDUCTION_NOT_FOUND, `${sku} has no deduction ${id}.`),
  RESERVATION_NOT_FOUND: ([id]) => new Problem(RESERVATION_NOT_FOUND, `There is no reservation ${id}.`),
  INSUFFICIENT_STOCK: (values) => shortage(values),
  STOCK_CHANGED: ([sku, expected, actual]) =>
    new Problem(STOCK_CHANGED, `${sku} has ${actual} on hand, not ${expected}.`, {
      sku,
      expected: Number(expected),
      actual: Number(actual),
    }),
  OPERATION_ALREADY_EXECUTED: ([id]) =>
    new Problem(OPERATION_ALREADY_EXECUTED, `Deduction ${id} was executed under another idempotency key.`, {
      id,
    }),
  RESERVATION_ALREADY_EXISTS: ([id]) =>
    new Problem(RESERVATION_ALREADY_EXISTS, `Reservation ${id} was made under another idempotency key.`, {
      id,
    }),
  RESERVATION_EXPIRED: ([id, expiresMs, endedMs]) => {
    const expiresAt = isoTime(expiresMs);
    const early = Number(endedMs) < Number(expiresMs);
    const why = early
      ? `its expiry key vanished before its deadline, ${expiresAt}`
      : `its deadline was ${expiresAt}`;
    const detail = `Reservation ${id} is over; ${why}.`;
    return new Problem(RESERVATION_EXPIRED, detail, { id, state: 'expired', expiresAt });
  },
  EVICTION_EXCEEDED: ([sku, most]) =>
    new Problem(
      EVICTION_EXCEEDED,
      `More than ${most} reservations of ${sku}, and those that end in the same call, would have to end.`,
      {
        sku,
        most: Number(most),
      },
    ),
  WAIT_NOT_FOUND: ([id]) => new Problem(WAIT_NOT_FOUND, `There is no wait ${id}.`),
  WAIT_ALREADY_EXISTS: ([id]) =>
    new Problem(WAIT_ALREADY_EXISTS, `Wait ${id} was made under another idempotency key.`, { id }),
  LINE_FULL: ([sku, most]) =>
    new Problem(LINE_FULL, `${most} wait for ${sku}, and no more may.`, { sku, most: Number(most) }),
  QUANTITY_EXCEEDED: (values) => exceeded(values),
  INVALID_STATE: ([what, id, state, cartId]) =>
    cartId === undefined
      ? new Problem(INVALID_STATE, `The ${what} ${id} is ${state}.`, { id, state })
      : new Problem(INVALID_STATE, `The ${what} ${id} has the lines of the cart ${cartId}: change those.`, {
          id,
          state,
          cartId,
        }),
};

function exceeded(values: string[]): Problem {
  const lines = [];
  for (let i = 0; i < values.length; i += 3) {
    lines.push({ sku: values[i]!, left: Number(values[i + 1]), requested: Number(values[i + 2]) });
  }
  const named = lines.map(({ sku, left, requested }) => `${requested} of ${sku} (left ${left})`);
  return new Problem(QUANTITY_EXCEEDED, `There is not enough left for ${named.join(', ')}.`, { lines });
}

function shortage(values: string[]): Problem {
  const shortages = [];
  for (let i = 0; i < values.length; i += 3) {
    const [available, releaseMs, quantity] = values[i + 2]!.split(' ');
    const nextRelease = releaseMs && { nextRelease: { at: isoTime(releaseMs), quantity: Number(quantity) } };
    const numbers = { requested: Number(values[i + 1]), available: Number(available) };
    shortages.push({ sku: values[i]!, ...numbers, ...nextRelease });
  }
  const lines = shortages.map(
    ({ sku, requested, available }) => `${requested} of ${sku} (available ${available})`,
  );
  return new Problem(INSUFFICIENT_STOCK, `There is not enough to take ${lines.join(', ')}.`, { shortages });
}

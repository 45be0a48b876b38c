import { nullable, Problem, problemKind, Refusals } from '../platform/http';

export const STORE_CONFLICT = problemKind(
  'STORE_CONFLICT',
  409,
  'The store exists with other settings',
  'Currency and time zone of a store are set once; use another store for others.',
  { currency: 'USD', timeZone: 'UTC' },
);

export const POSITION_GONE = problemKind(
  'POSITION_GONE',
  410,
  'Effects behind this position are no longer kept',
  'Effects may have been missed: read on from the first one that is kept, `oldest`, without `cursor` and `after`, and ' +
    'compare what you hold with what the service has. `oldest` is null where nothing is kept.',
  { oldest: nullable('1767225600000-0') },
);

export const OPERATION_NOT_FOUND = problemKind(
  'OPERATION_NOT_FOUND',
  404,
  'No such operation',
  'No call of yours with this idempotency key took effect, or its record has lapsed: while that is kept, the call may be ' +
    'repeated with its key.',
);

export type StoreRefusal = 'STORE_CONFLICT' | 'POSITION_GONE' | 'OPERATION_NOT_FOUND';

export const storeRefusals: Refusals<StoreRefusal> = {
  STORE_CONFLICT: ([currency, timeZone]) =>
    new Problem(STORE_CONFLICT, `The store exists with currency ${currency} and time zone ${timeZone}.`, {
      currency,
      timeZone,
    }),
  OPERATION_NOT_FOUND: () =>
    new Problem(OPERATION_NOT_FOUND, 'No operation of yours is recorded under this key.'),
  POSITION_GONE: ([oldest]) => {
    const kept = oldest ? `the first one that is kept is ${oldest}` : 'none is kept';
    return new Problem(POSITION_GONE, `Not all effects behind this position are kept; ${kept}.`, {
      oldest: oldest || null,
    });
  },
};

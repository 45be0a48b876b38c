import { Problem, problemKind, Refusals } from '../http';

export const STORE_CONFLICT = problemKind(
  'STORE_CONFLICT',
  409,
  'The store exists with other settings',
  'Currency and time zone of a store are set once; use another store for others.',
);

export type StoreRefusal = 'STORE_CONFLICT';

export const storeRefusals: Refusals<StoreRefusal> = {
  STORE_CONFLICT: ([currency, timeZone]) =>
    new Problem(STORE_CONFLICT, `The store exists with currency ${currency} and time zone ${timeZone}.`, {
      currency,
      timeZone,
    }),
};

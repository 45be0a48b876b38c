import { KeyName, storeKey, STORES_KEY } from './keys';
import { StoreCorruptedError, StoreUnavailableError } from './redis-errors';

/** The log line of a failure: its place, in fields of their own, and its cause. An unknown field is undefined. */
export interface FailureLine {
  store?: string;
  script?: string;
  /** `lua/inventory/parts/stock.lua:24` */
  lua?: string;
  key?: string;
  field?: string;
  msg: string;
}

/** No argument, no payload; a key and a field name what is damaged, since whoever puts it right needs them. */
export function failureLine(failure: unknown, store?: string): FailureLine {
  if (failure instanceof StoreUnavailableError) {
    const { script, lua, reason } = failure;
    return { store, script, lua, msg: `Redis: ${reason}` };
  }
  if (failure instanceof StoreCorruptedError) {
    const { script, lua, place, message, keyPrefix } = failure;
    const key = place && keyOf(place.key, store);
    return { store, script, lua, key: key && keyPrefix + key, field: place?.field, msg: message };
  }
  // A defect. Beside its stack an error may carry anything.
  return { store, msg: (failure instanceof Error && failure.stack) || String(failure) };
}

/** The names of all stores are in a key outside of any. */
function keyOf(key: string, store: string | undefined): string | undefined {
  if (key === STORES_KEY) return key;
  return store === undefined ? undefined : storeKey(store, key as KeyName);
}

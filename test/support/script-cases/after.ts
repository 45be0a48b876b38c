import type { ScriptCase } from '../script-cases';
import type { Call, ScriptStore } from '../script-store';

/** The call, once the store has been brought to where it makes sense. */
export function after(prepare: (store: ScriptStore) => Promise<unknown>, call: Call): ScriptCase['prepare'] {
  return async (store) => {
    await prepare(store);
    return call;
  };
}

export const FREES = 'frees what a reservation that is over keeps back';
export const FREES_VANISHED = 'frees what a reservation whose expiry key has vanished keeps back';

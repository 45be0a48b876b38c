import { ScriptArgs, ScriptItems, ScriptName } from '../generated/scripts';
import { KeyName, KEYS_PER_ID, operationKeys, storeKey } from '../redis/keys';
import { Operation } from './operation';
import { LibraryScript } from './script-library';

export interface ScriptCall<N extends ScriptName = ScriptName> {
  store: string;
  /** For scripts that change something: sent as operation_id, fingerprint, record_ttl_ms. */
  operation?: Operation;
  /** Ids of keys that exist once per thing, by key name. */
  ids?: Partial<Record<KeyName, string | string[]>>;
  /** Arguments by the names in the script's header; one that may be left out is undefined for none. */
  args?: ScriptArgs[N];
  /** Members of the group that repeats, by the names in the header. */
  items?: N extends keyof ScriptItems ? readonly ScriptItems[N][] : never;
}

/** The keys of a call, in the order of the script's header. */
export function keysOf(script: LibraryScript, { store, operation, ids }: ScriptCall): string[] {
  const keys: string[] = [];
  for (const { name, kind } of script.keys) {
    if (name === 'operation' && operation) {
      keys.push(...operationKeys(store, operation));
    } else if (kind === 'family' || !KEYS_PER_ID.includes(name)) {
      keys.push(storeKey(store, name));
    } else if (name !== 'shared_operation') {
      const id = ids?.[name];
      if (id === undefined) throw new Error(`${script.name} was called without the id of its ${name} key`);
      if (typeof id === 'string') keys.push(storeKey(store, name, id));
      else for (const one of id) keys.push(storeKey(store, name, one));
    }
  }
  return keys;
}

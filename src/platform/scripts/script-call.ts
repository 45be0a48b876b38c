import { ScriptArgs, ScriptItems, ScriptName } from '../generated/scripts';
import { KeyName, KEYS_PER_ID, operationKeys, storeKey } from '../redis/keys';
import { actorText } from './actor';
import { Operation } from './operation';
import { sent } from './script-arguments';
import { LibraryScript } from './script-library';

type Value = string | number | boolean | undefined;

/** How long a record is kept that no caller can ask for: past any resending of the same command on its way. */
const UNREPEATABLE_MS = 10_000;

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

/** The arguments of a call, in the order of the script's header; a record that callers can ask for is kept so long. */
export function argsOf(script: LibraryScript, call: ScriptCall, recordTtlMs: number): string[] {
  const { operation, items = [] } = call;
  const args: Readonly<Record<string, Value>> = call.args ?? {};
  const { named, group } = script.header.args;
  const given: string[] = [];
  for (const { name, or } of named) {
    const value = args[name] ?? (operation && operationArg(name, operation, recordTtlMs));
    if (value === undefined && or !== 'none') throw new Error(`${script.name} was called without ${name}`);
    given.push(sent(value));
  }
  if (group) {
    for (const item of items as readonly Record<string, Value>[]) {
      for (const { name } of group.fields) given.push(sent(item[name]));
    }
  }
  return given;
}

function operationArg(name: string, operation: Operation, recordTtlMs: number): string | number | undefined {
  if (name === 'operation_id') return operation.id;
  if (name === 'request_id') return operation.requestId;
  if (name === 'actor') return actorText(operation);
  if (name === 'fingerprint') return operation.fingerprint;
  if (name !== 'record_ttl_ms') return undefined;
  return operation.unrepeatable ? UNREPEATABLE_MS : recordTtlMs;
}

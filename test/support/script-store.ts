import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { KeyName, KEYS_PER_ID, operationKeys, storeKey } from '../../src/platform/redis/keys';
import { ReplyValue } from '../../src/platform/scripts/script-runner';
import { ScriptCall } from '../../src/platform/scripts/script-call';
import { installLibrary } from '../../src/platform/scripts/install-library';
import { Library } from '../../src/platform/scripts/script-library';
import { ScriptArgument, sent } from '../../src/platform/scripts/script-arguments';
import { decodeStockView } from '../../src/inventory/generated/stock-view-record';
import { lapse } from './lapse';
import { strictLibrary } from './lua-root';

/** A call of one script; a mutating one without an operation gets one of its own. */
export type Call = Omit<ScriptCall, 'store' | 'items' | 'args'> & {
  args?: Record<string, Value>;
  rest?: (string | number)[];
};

type Value = string | number | boolean | undefined;

/** Arguments that had another name, by which specs call that do not change. */
const FORMER_NAMES: Record<string, string> = { midnights: 'days' };

export type Units = Record<string, number>;

/** The servers that have the library; what is flushed is data, not functions. */
const installed = new WeakMap<Redis, { library: Library; done: Promise<void> }>();

/** Puts the library on a server in the place of one that it had before. */
function install(redis: Redis, library: Library): Promise<void> {
  const before = installed.get(redis);
  if (before?.library === library) return before.done;
  const make = async (): Promise<void> => {
    if (before) await redis.function('FLUSH');
    await installLibrary(redis, library);
  };
  const done = make();
  installed.set(redis, { library, done });
  return done;
}

/** The scripts of one store, called as the runner calls them but with nothing in between. */
export class ScriptStore {
  constructor(
    readonly redis: Redis,
    readonly name: string,
  ) {}

  static async create(redis: Redis, name = `s-${randomUUID()}`): Promise<ScriptStore> {
    const store = new ScriptStore(redis, name);
    await store.ok('stores/create-store', { args: { currency: 'USD', time_zone: 'UTC' } });
    return store;
  }

  key(name: KeyName, id?: string): string {
    return storeKey(this.name, name, id);
  }

  async run(script: string, call: Call = {}): Promise<ReplyValue[]> {
    const library = strictLibrary();
    const { functionName, header } = library.scripts.get(script)!;
    const operation = call.operation ?? { id: randomUUID(), fingerprint: 'test' };
    const keys = this.keysOf(script, { ...call, operation });
    const values: Record<string, Value> = {
      operation_id: operation.id,
      fingerprint: operation.fingerprint,
      record_ttl_ms: 60_000,
      ...call.args,
    };
    const args = header.args.named.map((argument) => sent(valueOf(argument, values)));
    await install(this.redis, library);
    return (await this.redis.fcall(
      functionName,
      keys.length,
      ...keys,
      ...args,
      ...(call.rest ?? []),
    )) as ReplyValue[];
  }

  /** The values of a reply that must be OK. */
  async ok(script: string, call: Call = {}): Promise<ReplyValue[]> {
    const [word, ...values] = await this.run(script, call);
    if (word !== 'OK') throw new Error(`${script} answered ${String(word)} ${values.join(' ')}`);
    return values;
  }

  keysOf(script: string, { operation, ids }: Call): string[] {
    return strictLibrary()
      .scripts.get(script)!
      .keys.flatMap(({ name, kind }) => {
        if (kind === 'family' || !KEYS_PER_ID.includes(name)) return this.key(name);
        if (name === 'operation') return operationKeys(this.name, operation!);
        if (name === 'shared_operation') return [];
        return [ids![name]!].flat().map((id) => this.key(name, id));
      });
  }

  /** Whether the script may touch this key: it is given it, or the name that all keys of its family begin with. */
  declares(script: string, call: Call, key: string): boolean {
    const { keys } = strictLibrary().scripts.get(script)!;
    const bases = keys.filter(({ kind }) => kind === 'family').map(({ name }) => `${this.key(name)}:`);
    return this.keysOf(script, call).includes(key) || bases.some((base) => key.startsWith(base));
  }

  async receive(units: Units): Promise<void> {
    const rest = Object.entries(units).flatMap(([sku, amount]) => [
      sku,
      'delta',
      amount,
      'received',
      '',
      '',
      '',
    ]);
    await this.ok('inventory/adjust-batch', { rest });
  }

  adjust(sku: string, mode: 'delta' | 'setTo', amount: string | number): Promise<ReplyValue[]> {
    const args = { sku, mode, amount, reason: 'correction', reference: '', expected_on_hand: '' };
    return this.run('inventory/adjust', { args });
  }

  /** Reserves units for ten minutes. */
  reserve(id: string, units: Units, owner = '-'): Promise<ReplyValue[]> {
    const args = { id, ttl_seconds: 600, owner, metadata: '-' };
    return this.run('inventory/reserve', { ids: { hold: id }, args, rest: Object.entries(units).flat() });
  }

  /** Runs commit or cancel. */
  end(script: 'commit' | 'cancel', id: string): Promise<ReplyValue[]> {
    const args = { id, remainder: 'release' };
    return this.run(`inventory/${script}`, { ids: { hold: id }, args });
  }

  deduct(sku: string, quantity: string | number, id: string = randomUUID()): Promise<ReplyValue[]> {
    return this.run('inventory/deduct', { args: { id, sku, quantity, reference: '' } });
  }

  /** `[on hand, reserved, sold]` */
  async stock(sku: string): Promise<number[]> {
    const [stock] = (await this.ok('inventory/read-stock', { args: { sku } })) as string[];
    const { onHand, reserved, sold } = decodeStockView(stock!);
    return [onHand, reserved, sold];
  }

  /** Makes a reservation one whose deadline has passed, and that nobody has ended yet. */
  async lapse(id: string): Promise<void> {
    await lapse(this.redis, this.name, id);
  }

  /** Makes a reservation one whose expiry key has vanished before its deadline. */
  async vanish(id: string): Promise<void> {
    await this.redis.del(this.key('hold', id));
  }
}

/** The value of an argument, also under its former name; `-` stood for none before arguments could be left out. */
function valueOf({ name, or }: ScriptArgument, values: Record<string, Value>): Value {
  const value = values[name] ?? values[FORMER_NAMES[name] ?? name];
  return value === '-' && or === 'none' ? undefined : value;
}

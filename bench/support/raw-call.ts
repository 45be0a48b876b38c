import { Redis } from 'ioredis';
import { Config } from '../../src/platform/config/config';
import { DeductionsLua } from '../../src/inventory/deductions/deductions.lua';
import { ReservationsLua } from '../../src/inventory/reservations/reservations.lua';
import { InventoryLua } from '../../src/inventory/stock/stock.lua';
import { DaysLua } from '../../src/ledger/days.lua';
import { EarlierEntries } from '../../src/ledger/statements/earlier-entries';
import { EarlierPostings } from '../../src/ledger/statements/earlier-postings.lua';
import { EntriesLua } from '../../src/ledger/statements/entries.lua';
import { TransfersLua } from '../../src/ledger/transfers/transfers.lua';
import { PlacingLua } from '../../src/orders/placing/placing.lua';
import {
  Chores,
  Operation,
  RedisConnection,
  ScriptRunner,
  ScriptWatch,
  uuidv7,
} from '../../src/platform/redis';
import { DataFormat } from '../../src/platform/redis/data-format';
import { Durability } from '../../src/platform/redis/durability/durability';
import { LibraryKeeper } from '../../src/platform/scripts/library-keeper';

/** Providers that the service would run its scripts with. */
export interface Providers {
  inventory: InventoryLua;
  deductions: DeductionsLua;
  reservations: ReservationsLua;
  transfers: TransfersLua;
  placing: PlacingLua;
}

/** Stands in a captured call where the caller's idempotency key, or the id in the path, will be. */
export const OPERATION: Operation = { id: 'THE-OPERATION', fingerprint: 'AAAAAAAAAAAAAAAAAAAAAA' };
export const IN_PATH = 'THE-ID-IN-THE-PATH';

/** An argument that is another one in each call: text before and after one of the values. */
interface Blank {
  at: number;
  before: string;
  value: number;
  after: string;
}

type Method = (...args: unknown[]) => Promise<string[]>;

/**
 * The command that the service sends for a call, captured from its own code and repeated without it. Any UUID in it was
 * made up for the call, and is another one each time.
 */
export class RawCall {
  private constructor(
    private readonly method: string,
    private readonly template: readonly unknown[],
    private readonly blanks: readonly Blank[],
    private readonly made: number,
  ) {}

  static async of(call: (lua: Providers) => Promise<unknown>): Promise<RawCall> {
    const { method, args } = await capture(call);
    const isText = (arg: unknown): arg is string => typeof arg === 'string';
    const ids = args.filter(isText).flatMap((arg) => arg.match(UUID) ?? []);
    const values = [OPERATION.id, IN_PATH, ...new Set(ids)];
    const blanks = args.flatMap((arg, at): Blank[] => {
      const value = isText(arg) ? values.findIndex((each) => arg.includes(each)) : -1;
      if (value < 0) return [];
      const [before, after] = (arg as string).split(values[value]!) as [string, string];
      return [{ at, before, value, after }];
    });
    return new RawCall(method, args, blanks, values.length - 2);
  }

  run(client: Redis, operation: string, inPath: string): Promise<string[]> {
    const values = [operation, inPath];
    for (let i = 0; i < this.made; i++) values.push(uuidv7());
    const args = this.template.slice();
    for (const { at, before, value, after } of this.blanks) args[at] = before + values[value]! + after;
    return (client as unknown as Record<string, Method>)[this.method]!(...args);
  }
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Captures the calls of the script runner, which has no connection here. */
function capture(
  call: (lua: Providers) => Promise<unknown>,
): Promise<{ method: string; args: readonly unknown[] }> {
  return new Promise((resolve, reject) => {
    const client = new Proxy({} as Redis, {
      get:
        (_, method: string) =>
        (...args: unknown[]) => {
          resolve({ method, args });
          return new Promise(() => undefined);
        },
    });
    call(
      providers({ client, masters: () => [client], owners: () => [], ownerOf: () => '', startBy: 0 }),
    ).catch(reject);
  });
}

function providers(redis: RedisConnection): Providers {
  const config = new Config();
  const chores = new Chores(redis);
  const keeper = new LibraryKeeper(redis, chores, new DataFormat(redis, chores));
  const durability = new Durability(redis, config, chores);
  const scripts = new ScriptRunner(redis, keeper, config, new ScriptWatch(), durability);
  const days = new DaysLua(scripts);
  const entries = new EntriesLua(scripts, new EarlierPostings(scripts, new EarlierEntries()));
  return {
    inventory: new InventoryLua(scripts),
    deductions: new DeductionsLua(scripts),
    reservations: new ReservationsLua(scripts),
    transfers: new TransfersLua(scripts, days, entries),
    placing: new PlacingLua(days, config),
  };
}

/**
 * What the ledger's scripts cost Redis, in µs of its one thread, beside what the commands in them cost by themselves.
 *
 *   npm run bench -- ledger-scripts [runs]
 */
import { AccountsLua } from '../src/ledger/accounts.lua';
import { TransferRequest, TransfersLua } from '../src/ledger/transfers.lua';
import { uuidv7 } from '../src/redis';
import { LedgerCalls } from '../test/e2e/ledger/ledger-calls';
import { House } from '../test/support/house';
import { startRedis, TestRedis } from '../test/support/redis-server';

const RUNS = Number(process.argv[2] ?? 2000);

/** Each prepares what it needs, and says which call is to be measured. */
type Way = () => Promise<() => Promise<{ ok: boolean }>>;

async function main(): Promise<void> {
  const redis = await startRedis('--appendonly', 'yes', '--appendfsync', 'everysec');
  const house = await House.open({ SWEEP_INTERVAL_MS: 3_600_000 }, redis);
  const store = await house.store();
  const ledger = new LedgerCalls(store);
  await ledger.open('alice', 1_000_000_000_000, { limits: { daily: 1_000_000_000_000 } });
  await ledger.open('bob', 1_000_000_000_000);
  const table: Record<string, object> = {};
  for (const [name, way] of Object.entries(ways(house, store.name))) table[name] = await measure(redis, way);
  console.log(
    `µs in Redis per call, mean of ${RUNS} calls, append-only file on; ${process.arch}, node ${process.version}`,
  );
  console.table(table);
  await house.close();
  await redis.stop();
}

function ways(house: House, store: string): Record<string, Way> {
  const transfers = house.app.get(TransfersLua, { strict: false });
  const accounts = house.app.get(AccountsLua, { strict: false });
  const operation = () => ({ id: uuidv7(), fingerprint: 'bench' });
  const request = (more: Partial<TransferRequest> = {}): TransferRequest => {
    return { id: uuidv7(), from: 'alice', to: 'bob', amount: 10, notes: '{"reference":"order 7"}', ...more };
  };
  const made = async (more: Partial<TransferRequest> = {}): Promise<string> => {
    const wanted = request(more);
    await transfers.transfer(operation(), store, wanted);
    return wanted.id;
  };
  const hundred = (): TransferRequest[] => Array.from({ length: 100 }, () => request());
  const all = { before: '', limit: 50 };
  return {
    transfer: async () => () => transfers.transfer(operation(), store, request()),
    'transfer from @world': async () => () =>
      transfers.transfer(operation(), store, request({ from: '@world' })),
    'pending transfer': async () => () =>
      transfers.transfer(operation(), store, request({ ttlSeconds: 9999 })),
    'post in part': async () => {
      const id = await made({ ttlSeconds: 9999 });
      return () => transfers.post(operation(), store, id, 5);
    },
    void: async () => {
      const id = await made({ ttlSeconds: 9999 });
      return () => transfers.void(operation(), store, id);
    },
    reverse: async () => {
      const id = await made();
      return () => transfers.reverse(operation(), store, { id, reversalId: uuidv7(), notes: '{}' });
    },
    'atomic batch of 100': async () => () => transfers.transferBatch(operation(), store, 'atomic', hundred()),
    'read a transfer': async () => {
      const id = await made();
      return () => transfers.readTransfer(store, id);
    },
    'read an account': async () => () => accounts.readAccount({ store, id: 'alice' }),
    '50 entries': async () => () => accounts.listEntries({ store, id: 'alice' }, all),
    '50 entries since a time': async () => () =>
      accounts.listEntries({ store, id: 'alice' }, { ...all, fromMs: Date.now() - 2000 }),
  };
}

/** Mean time that Redis spends in the script, and in the commands that it calls; what prepares it does not count. */
async function measure(redis: TestRedis, way: Way): Promise<object> {
  const calls: (() => Promise<{ ok: boolean }>)[] = [];
  const runs = Math.min(RUNS, 2000);
  for (let i = 0; i < runs; i++) calls.push(await way());
  await redis.client.config('RESETSTAT');
  for (const call of calls) {
    if (!(await call()).ok) throw new Error('a call was refused');
  }
  const stats = await redis.client.info('commandstats');
  let [script, commands, count] = [0, 0, 0];
  for (const [, name, times, usec] of stats.matchAll(/^cmdstat_([^:]+):calls=(\d+),usec=(\d+)/gm)) {
    if (name === 'evalsha') script += Number(usec);
    else if (!/^(config|info)/.test(name!))
      [commands, count] = [commands + Number(usec), count + Number(times)];
  }
  const per = (sum: number): number => Math.round((sum / runs) * 10) / 10;
  return {
    script: per(script),
    'its commands': per(commands),
    commands: per(count),
    ratio: per((script / commands) * runs),
  };
}

void main();

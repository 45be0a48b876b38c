/**
 * What a thing costs in Redis' memory, with all that is written along with it: 100 000 of each, on a fresh server.
 *
 *   npm run bench -- memory [things]
 */
import { ScriptCall, ScriptRunner } from '../src/redis';
import { House } from '../test/support/house';
import { startRedis, TestRedis } from '../test/support/redis-server';
import { days } from '../test/support/script-cases/ledger';
import { sleep } from '../test/support/time';

const THINGS = Number(process.argv[2] ?? 100_000);

type Call = [script: string, call: Omit<ScriptCall, 'store' | 'operation'>];

interface Kind {
  name: string;
  /** What is there before; not measured. */
  before?: Call[];
  make: (id: string) => Call;
}

/** As long as the ids that the service makes, and as random: neighbours must not compress better than real ones. */
const uuid = (): string => crypto.randomUUID();

const adjust = (sku: string, amount: number): Call => {
  const args = { sku, mode: 'delta', amount, reason: 'received', reference: 'PO 4711', expected_on_hand: '' };
  return ['inventory/adjust', { args }];
};
const open = (id: string): Call => {
  const settings = { asset: '', overdraft: 0, per_transfer: '-', daily: '-', metadata: '-', if_match: '' };
  return ['ledger/put-account', { args: { days: days(), id, ...settings } }];
};
const pay = (id: string, from: string, to: string, amount: number): Call => {
  const args = { days: days(), id, from, to, amount, ttl_seconds: '', notes: '{"reference":"order 7"}' };
  return ['ledger/transfer', { args }];
};
const price: Call = ['carts/put-price', { args: { sku: 'TEE-M', unit_price: 1999 } }];
const stock = adjust('TEE-M', 10_000_000);

const KINDS: Kind[] = [
  { name: 'SKU and its first adjustment', make: (id) => adjust(`S-${id.slice(0, 8)}`, 1000) },
  { name: 'adjustment of a SKU', before: [stock], make: () => adjust('TEE-M', 1) },
  {
    name: 'deduction',
    before: [stock],
    make: (id) => ['inventory/deduct', { args: { id, sku: 'TEE-M', quantity: 1, reference: '' } }],
  },
  {
    name: 'reservation of one line, active',
    before: [stock],
    make: (id) => {
      const args = { id, ttl_seconds: 86_400, owner: 'customer-1', metadata: '-' };
      return ['inventory/reserve', { ids: { hold: id }, args, rest: ['TEE-M', 1] }];
    },
  },
  {
    name: 'order of one line, not paid through the ledger',
    before: [stock, price],
    make: (id) => {
      const money = { pay_from: '', pay_to: '', transfer_id: '', days: days() };
      const args = { id, customer: 'customer-1', metadata: '', ...money };
      return ['orders/place-order', { args, rest: ['TEE-M', 1] }];
    },
  },
  { name: 'account', make: (id) => open(id) },
  {
    name: 'transfer, posted',
    before: [open('ann'), open('bob'), pay('first', '@world', 'ann', 10_000_000)],
    make: (id) => pay(id, 'ann', 'bob', 1),
  },
];

async function main(): Promise<void> {
  const redis = await startRedis();
  const house = await House.open({ SWEEP_INTERVAL_MS: 3_600_000 }, redis);
  console.log(
    `Redis ${/redis_version:(\S+)/.exec(await redis.client.info('server'))![1]}, ${THINGS} of each`,
  );
  const rows: Record<string, Record<string, number>> = {};
  for (const kind of KINDS) rows[kind.name] = await measure(house, redis, kind);
  console.table(rows);
  await house.close();
  await redis.stop();
}

/** Bytes of each: in all, and what goes when its share is deleted. */
async function measure(house: House, redis: TestRedis, kind: Kind): Promise<Record<string, number>> {
  const store = 'main';
  await redis.client.flushdb();
  const scripts = house.app.get(ScriptRunner);
  const run = async ([script, call]: Call): Promise<void> => {
    const operation = { id: uuid(), fingerprint: 'AAAAAAAAAAAAAAAAAAAAAA' };
    const { outcome } = await scripts.run(script, { store, operation, ...call });
    if (outcome !== 'OK') throw new Error(`${script}: ${outcome}`);
  };
  await run(['stores/create-store', { args: { currency: 'USD', time_zone: 'UTC' } }]);
  for (const call of kind.before ?? []) await run(call);
  const empty = await usedBytes(redis);
  let made = 0;
  const worker = async (): Promise<void> => {
    while (made++ < THINGS) await run(kind.make(uuid()));
  };
  await Promise.all(Array.from({ length: 64 }, worker));
  const full = await usedBytes(redis);
  await removeAll(redis, `ch:{${store}}:operation:*`);
  const withoutRecords = await usedBytes(redis);
  await redis.client.del(`ch:{${store}}:journal`);
  const withoutJournal = await usedBytes(redis);
  return {
    'in all': each(full - empty),
    'idempotency record': each(full - withoutRecords),
    'journal entry': each(withoutRecords - withoutJournal),
    'kept itself': each(withoutJournal - empty),
  };
}

const each = (bytes: number): number => Math.round(bytes / THINGS);

/** After Redis has had the time to shrink what it holds for keys that are gone. */
async function usedBytes(redis: TestRedis): Promise<number> {
  await sleep(1_500);
  return Number(/used_memory:(\d+)/.exec(await redis.client.info('memory'))![1]);
}

async function removeAll(redis: TestRedis, pattern: string): Promise<void> {
  const stream = redis.client.scanStream({ match: pattern, count: 1_000 });
  for await (const keys of stream)
    if ((keys as string[]).length > 0) await redis.client.unlink(keys as string[]);
}

void main();

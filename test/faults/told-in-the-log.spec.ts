import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import supertest from 'supertest';
import { loadLibrary } from '../../src/platform/scripts/script-library';
import { LUA_ROOT } from '../../src/platform/scripts/script-source';
import { eventually } from '../support/eventually';
import { StoreCalls } from '../support/house';
import { causeOf, logLine, LogLine, logLines } from '../support/log-lines';
import { startRedis, TestRedis } from '../support/redis-server';
import { Service } from '../support/service';

const INTERVAL = { SWEEP_INTERVAL_MS: '3600000' };

/** A service starts for most of them, and a busy machine takes its time. */
jest.setTimeout(90_000);

let redis: TestRedis;
let service: Service;
let store: StoreCalls;

async function start(settings: Record<string, string> = {}): Promise<void> {
  service = await Service.start({ REDIS_URL: redis.url, LOG_LEVEL: 'info', ...INTERVAL, ...settings });
  store = new StoreCalls(service.url, 'main');
}

async function stop(): Promise<void> {
  await service.stop();
  await redis.stop();
}

const key = (name: string): string => `ch:{main}:${name}`;

/** The line of the source that a line of the log names. */
function sourceOf({ lua }: LogLine): string {
  const [, file, line] = /^lua\/(\S+\.lua):(\d+)$/.exec(lua as string)!;
  return readFileSync(join(LUA_ROOT, file!), 'utf8').split('\n')[Number(line) - 1]!;
}

/** Does something while a field, or a whole key, holds what no script wrote there. */
async function whileDamaged(
  name: string,
  field: string | undefined,
  work: () => Promise<void>,
): Promise<void> {
  const before = await redis.client.dumpBuffer(name);
  if (field === undefined) await redis.client.set(name, 'damaged');
  else await redis.client.hset(name, field, 'damaged');
  await work().finally(() => redis.client.restore(name, 0, before, 'REPLACE'));
}

/** Each with the way to it that fails, and the script that comes upon it. */
const DAMAGES: [name: string, field: string, script: string, call: () => supertest.Test][] = [
  ['stock', 'TEE', 'inventory/read-stock', () => store.get('/inventory/items/TEE')],
  ['stock', 'TEE', 'inventory/deduct', () => store.post('/inventory/items/TEE/deductions', { quantity: 1 })],
  ['reservations', 'h', 'inventory/commit', () => store.post('/inventory/reservations/h/commit')],
  ['reservations', 'h', 'inventory/read-reservation', () => store.get('/inventory/reservations/h')],
  ['waits', 'w', 'inventory/read-wait', () => store.get('/inventory/waits/w')],
  ['waits', 'w', 'inventory/cancel-wait', () => store.post('/inventory/waits/w/cancel')],
  ['deductions', 'd', 'inventory/read-deduction', () => store.get('/inventory/items/TEE/deductions/d')],
  ['movements', 'TEE/2', 'inventory/read-deduction', () => store.get('/inventory/items/TEE/deductions/d')],
  ['prices', 'TEE', 'carts/read-price', () => store.get('/prices/TEE')],
  ['orders', 'o', 'orders/read-order', () => store.get('/orders/o')],
  ['orders', 'o', 'orders/cancel', () => store.post('/orders/o/cancel')],
  ['accounts', 'ann', 'ledger/freeze', () => store.post('/ledger/accounts/ann/freeze')],
  [
    'ledger_totals',
    'USD',
    'ledger/transfer',
    () => store.post('/ledger/transfers', { from: '@world', to: 'ann', amount: 1 }),
  ],
  ['records', 'r', 'workflow/read-record', () => store.get('/workflow/records/r')],
];

describe('a 500', () => {
  beforeAll(async () => {
    redis = await startRedis();
    await start();
    const lines = [{ sku: 'TEE', quantity: 1 }];
    await store.receive('TEE', 10);
    await store.post('/inventory/items/TEE/deductions', { id: 'd', quantity: 1 }).expect(201);
    await store.price('TEE', 100);
    await store.fund('ann', 500);
    await store.post('/inventory/reservations', { id: 'h', lines, ttlSeconds: 600 }).expect(201);
    await store.post('/orders', { id: 'o', customerId: 'ann', lines }).expect(201);
    const wait = { id: 'w', sku: 'TEE', quantity: 99, ownerId: 'ann', holdSeconds: 60, waitSeconds: 600 };
    await store.post('/inventory/waits', wait).expect(201);
    await store.put('/workflow/records/r', { a: 1 }).set('If-None-Match', '*').expect(201);
  });
  afterAll(stop);

  it.each(DAMAGES)(
    'for a damaged field of %s (%s) is in the log with %s, the line of its source, key and field',
    (name, field, script, call) =>
      whileDamaged(key(name), field, async () => {
        const { body, status } = await call();
        expect([status, body.code]).toEqual([500, 'STORE_CORRUPTED']);
        const cause = await causeOf(service, body.requestId);
        expect(cause).toMatchObject({ level: 50, store: 'main', script, key: key(name), field });
        // Where a script handed the record out as it is, the service comes upon it.
        if ('lua' in cause) expect(sourceOf(cause)).toContain('CORRUPT');
        else expect(cause.msg).toMatch(/does not read as what a script wrote|cannot be read/);
        expect(JSON.stringify(body)).not.toMatch(/lua|user_function|ch:\{/);
        expect(service.said).not.toContain('user_function');
      }),
  );

  it('for a key of the wrong type is in the log with the line that called Redis', () =>
    whileDamaged(key('prices'), undefined, async () => {
      const { body } = await store.get('/prices/TEE').expect(500);
      const cause = await causeOf(service, body.requestId);
      expect(cause).toMatchObject({ store: 'main', script: 'carts/read-price', key: key('prices') });
      expect(sourceOf(cause)).toContain('redis.call(');
      expect(service.said).not.toContain('user_function');
    }));

  it('for the names of all stores, which are in no store, is in the log with their key', () =>
    whileDamaged('ch:stores', undefined, async () => {
      const { body } = await supertest(service.url).get('/v1/stores').expect(500);
      expect(await causeOf(service, body.requestId)).toMatchObject({ level: 50, key: 'ch:stores' });
    }));

  it('for a defect is in the log with its stack, which no answer has', async () => {
    // A script that refuses with a word that nobody knows.
    const { name, scripts } = loadLibrary();
    const { functionName } = scripts.get('carts/read-price')!;
    const body = `redis.register_function('${functionName}', function() return { 'NONSENSE' } end)`;
    await redis.client.function('LOAD', 'REPLACE', `#!lua name=${name}\n${body}`);
    const { body: problem, text } = await store.get('/prices/TEE').expect(500);
    expect(problem.code).toBe('INTERNAL_ERROR');
    const cause = await causeOf(service, problem.requestId);
    expect(cause).toMatchObject({ level: 50, store: 'main' });
    expect(cause.msg).toMatch(/^Error: a script refused with NONSENSE.*\n {4}at .*\.js:\d+/);
    expect(cause).not.toHaveProperty('script');
    expect(text).not.toMatch(/NONSENSE|at .*\.js/);
  });
});

describe('a failure that no call waits for', () => {
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(stop);

  it('of a sweeper is in the log: the record that it passed over', async () => {
    await start({ SWEEP_INTERVAL_MS: '100' });
    await store.receive('TEE', 10);
    const lines = [{ sku: 'TEE', quantity: 1 }];
    await store.post('/inventory/reservations', { id: 'h', lines, ttlSeconds: 1 }).expect(201);
    await redis.client.hset(key('stock'), 'TEE', 'damaged');
    const line = await logLine(service, ({ msg }) => msg.includes('passed over'));
    expect(line).toMatchObject({
      level: 50,
      context: 'Sweeper',
      store: 'main',
      script: 'inventory/release-due',
      key: key('stock'),
      field: 'TEE',
      msg: expect.stringMatching(/^reservations of main: passed over s\/active\/\d+\/h: script /),
    });
    expect(sourceOf(line)).toContain('CORRUPT stock');
  });

  it('of a sweeper is in the log: the store that it cannot sweep, once', async () => {
    await start({ SWEEP_INTERVAL_MS: '50' });
    await redis.client.set(key('reservation_index'), 'no sorted set');
    const line = await logLine(service, ({ msg }) => msg.startsWith('cannot sweep reservations of main'));
    expect(line).toMatchObject({ level: 50, store: 'main', key: key('reservation_index') });
    expect(line.script).toMatch(/^inventory\//);
    expect(sourceOf(line)).toContain('redis.call(');
    await redis.client.del(key('reservation_index'));
    await logLine(service, ({ msg }) => msg === 'sweeping reservations of main again');
    expect(service.said.split('cannot sweep reservations of main')).toHaveLength(2);
  });

  it('of what the start has to do is in the log: each reason once, with its store and script', async () => {
    await redis.client.function('LOAD', loadLibrary().source);
    await redis.client.hset('damaged', 'no', 'string');
    await redis.client.config('SET', 'maxmemory', '1');
    await start();
    const line = await logLine(service, ({ msg }) => msg.startsWith('default-store is put off: Redis: OOM'));
    expect(line).toMatchObject({ level: 40, context: 'Redis', store: 'main' });
    // Tried again, and refused again, without another line.
    const refused = async (): Promise<number> =>
      Number(/errorstat_OOM:count=(\d+)/.exec(await redis.client.info('errorstats'))![1]);
    const before = await refused();
    await eventually(async () => expect(await refused()).toBeGreaterThan(before + 1));
    // This takes no memory.
    await redis.client.rename('damaged', key('store'));
    const later = await logLine(service, ({ msg }) => msg.includes('WRONGTYPE'));
    expect(later).toMatchObject({ level: 40, store: 'main', script: 'stores/read-store', key: key('store') });
    expect(sourceOf(later)).toContain('redis.call(');
    await redis.client.del(key('store'));
    await redis.client.config('SET', 'maxmemory', '0');
    await logLine(service, ({ msg }) => msg === 'default-store is done');
    const told = logLines(service).filter(({ msg }) => msg.startsWith('default-store is put off'));
    expect(new Set(told.map(({ msg }) => msg)).size).toBe(told.length);
  });
});

import { House, StoreCalls } from '../../support/house';
import { lapse } from '../../support/lapse';
import { metricsOf, Sample, scrape } from '../../support/metrics';
import { startRedis } from '../../support/redis-server';

const ITEM = '/v1/stores/:store/inventory/items/:sku';

let house: House;
let store: StoreCalls;

beforeAll(async () => {
  house = await House.open({ SWEEP_INTERVAL_MS: 3_600_000 });
  store = await house.store();
  await store.receive('TEE', 10);
});
afterAll(() => house.close());

/** By how much a counter went up meanwhile. */
async function growth(name: string, labels: Sample['labels'], work: () => Promise<unknown>): Promise<number> {
  const before = await metricsOf(house.url);
  await work();
  return (await metricsOf(house.url)).value(name, labels) - before.value(name, labels);
}

describe('GET /metrics', () => {
  it('is in the text format of Prometheus', async () => {
    const { headers, text } = await scrape(house.url);
    expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text).toMatch(/^# HELP countinghouse_http_requests_total .+\.\n# TYPE \S+ counter$/m);
    expect(text).toContain('process_resident_memory_bytes');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
  });

  it('counts requests by method, route and status, and times them', async () => {
    const labels = { method: 'GET', route: ITEM };
    const read = () => store.get('/inventory/items/TEE').expect(200);
    expect(await growth('countinghouse_http_requests_total', { ...labels, status: '200' }, read)).toBe(1);
    expect(await growth('countinghouse_http_request_duration_seconds_count', labels, read)).toBe(1);
    expect(
      (await metricsOf(house.url)).value('countinghouse_http_request_duration_seconds_sum', labels),
    ).toBeGreaterThan(0);
  });

  it('names the template of a route, never an address', async () => {
    await store.get('/inventory/items/s3cr3t-sku').expect(404);
    await store.get('/s3cr3t/nothing').expect(404);
    const metrics = await metricsOf(house.url);
    expect(metrics.text).not.toContain('s3cr3t');
    expect(metrics.text).not.toContain(store.name);
    expect(
      metrics.value('countinghouse_http_requests_total', { method: 'GET', route: 'none', status: '404' }),
    ).toBeGreaterThan(0);
  });

  it('counts refusals by code', async () => {
    const refused = () => store.post('/inventory/items/TEE/deductions', { quantity: 500 }).expect(409);
    expect(await growth('countinghouse_refusals_total', { code: 'INSUFFICIENT_STOCK' }, refused)).toBe(1);
  });

  it.each([
    ['OK', () => store.post('/inventory/items/TEE/deductions', { quantity: 1 })],
    [
      'REPLAYED',
      async () => {
        await store.post('/inventory/items/TEE/deductions', { quantity: 1 }, 'twice');
        await store.post('/inventory/items/TEE/deductions', { quantity: 1 }, 'twice');
      },
    ],
    ['INSUFFICIENT_STOCK', () => store.post('/inventory/items/TEE/deductions', { quantity: 500 })],
  ])('counts scripts by name and outcome: %s', async (outcome, work) => {
    const labels = { script: 'inventory/deduct', outcome };
    expect(await growth('countinghouse_script_runs_total', labels, work)).toBe(1);
  });

  it('counts a script that failed as an error', async () => {
    const broken = await house.store();
    await house.redis.client.set(`ch:{${broken.name}}:stock`, 'not a hash');
    const labels = { script: 'inventory/read-stock', outcome: 'error' };
    expect(
      await growth('countinghouse_script_runs_total', labels, () => broken.get('/inventory/items/TEE')),
    ).toBe(1);
    expect(
      (await metricsOf(house.url)).value('countinghouse_refusals_total', { code: 'STORE_CORRUPTED' }),
    ).toBe(1);
    await house.redis.client.del(`ch:{${broken.name}}:stock`);
  });

  it('times scripts by name', async () => {
    const labels = { script: 'inventory/read-stock' };
    const read = () => store.stock('TEE');
    expect(await growth('countinghouse_script_duration_seconds_count', labels, read)).toBe(1);
  });

  it('tells what waits for the sweepers and what they released, over all stores', async () => {
    const sweeper = 'reservations';
    const other = await house.store();
    await other.receive('CAP', 10);
    for (const [calls, sku] of [
      [store, 'TEE'],
      [other, 'CAP'],
    ] as const) {
      const body = { id: 'h', lines: [{ sku, quantity: 1 }], ttlSeconds: 600 };
      await calls.post('/inventory/reservations', body).expect(201);
      await lapse(house.redis.client, calls.name, 'h');
    }
    const due = await metricsOf(house.url);
    expect(due.value('countinghouse_sweeper_due', { sweeper })).toBe(2);
    expect(due.value('countinghouse_sweeper_lag_seconds', { sweeper })).toBeGreaterThanOrEqual(1);
    await store.post('/inventory/sweeper/runs').expect(200);
    await other.post('/inventory/sweeper/runs').expect(200);
    const swept = await metricsOf(house.url);
    expect(swept.value('countinghouse_sweeper_due', { sweeper })).toBe(0);
    expect(swept.value('countinghouse_sweeper_lag_seconds', { sweeper })).toBe(0);
    expect(swept.value('countinghouse_sweeper_released_total', { sweeper })).toBe(2);
    expect(swept.value('countinghouse_sweeper_due', { sweeper: 'transfers' })).toBe(0);
  });

  it('tells how many have a deadline that is to come, over all stores', async () => {
    const pending = async (sweeper: string) =>
      (await metricsOf(house.url)).value('countinghouse_sweeper_pending', { sweeper });
    const before = await pending('waits');
    const wait = { sku: 'TEE', quantity: 1_000_000, ownerId: 'ann', holdSeconds: 60, waitSeconds: 600 };
    await store.post('/inventory/waits', wait).expect(201);
    expect(await pending('waits')).toBe(before + 1);
  });

  it('tells the memory of Redis and the state of its append-only file', async () => {
    await house.redis.client.config('SET', 'maxmemory', '100mb');
    const metrics = await metricsOf(house.url);
    const node = house.redis.path;
    expect(metrics.value('countinghouse_redis_up')).toBe(1);
    expect(metrics.value('countinghouse_redis_used_memory_bytes', { node })).toBeGreaterThan(500_000);
    expect(metrics.value('countinghouse_redis_max_memory_bytes', { node })).toBe(104_857_600);
    expect(metrics.value('countinghouse_redis_aof_enabled', { node })).toBe(0);
    expect(metrics.value('countinghouse_redis_aof_last_write_ok', { node })).toBe(1);
    await house.redis.client.config('SET', 'appendonly', 'yes');
    expect((await metricsOf(house.url)).value('countinghouse_redis_aof_enabled', { node })).toBe(1);
  });
});

describe('GET /metrics without Redis', () => {
  it.each([
    ['is gone', 'SIGKILL'],
    ['hangs', 'SIGSTOP'],
  ] as const)('answers all the same when it %s, and leaves out what only Redis knows', async (_, signal) => {
    const redis = await startRedis();
    const away = await House.open({}, redis);
    redis.process.kill(signal);
    const started = Date.now();
    const metrics = await metricsOf(away.url);
    expect(Date.now() - started).toBeLessThan(3_000);
    expect(metrics.value('countinghouse_redis_up')).toBe(0);
    expect(metrics.all('countinghouse_redis_used_memory_bytes')).toEqual([]);
    expect(metrics.all('countinghouse_sweeper_lag_seconds')).toEqual([]);
    expect(metrics.all('nodejs_heap_size_used_bytes')).toHaveLength(1);
    await redis.stop();
    await away.close();
  });
});

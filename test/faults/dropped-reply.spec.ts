import { randomUUID } from 'node:crypto';
import { CuttingProxy } from '../support/cutting-proxy';
import { House, StoreCalls } from '../support/house';
import { startRedis, TestRedis } from '../support/redis-server';
import { sleep } from '../support/time';

let redis: TestRedis;
let proxy: CuttingProxy;
let house: House;
let store: StoreCalls;

beforeAll(async () => {
  redis = await startRedis();
  proxy = await CuttingProxy.before(redis.path);
  house = await House.open({ REDIS_URL: proxy.url, SWEEP_INTERVAL_MS: 3_600_000 }, redis);
});
afterAll(async () => {
  await house.close();
  await proxy.stop();
  await redis.stop();
});
beforeEach(async () => {
  store = await house.store();
  await store.receive('TEE', 10);
});

const calls: [string, string, object | undefined][] = [
  ['a deduction', '/inventory/items/TEE/deductions', { quantity: 4 }],
  ['an adjustment', '/inventory/items/TEE/adjustments', { delta: -4, reason: 'lost' }],
  ['a batch', '/inventory/deductions/batch', { items: [{ sku: 'TEE', quantity: 4 }] }],
  ['a reservation', '/inventory/reservations', { lines: [{ sku: 'TEE', quantity: 4 }], ttlSeconds: 60 }],
];

describe('a reply lost after the script ran', () => {
  it.each(calls)(
    'of %s: 503 with outcome unknown, then the same key replays the one effect',
    async (_, path, body) => {
      const key = randomUUID();
      proxy.cutNextReply();
      const lost = await store.post(path, body, key).expect(503);
      expect(lost.body).toMatchObject({ code: 'STORE_UNAVAILABLE', outcome: 'unknown' });
      expect(lost.headers['retry-after']).toBe('1');
      const again = await retry(() => store.post(path, body, key));
      expect(again.headers['idempotent-replayed']).toBe('true');
      expect((await store.stock('TEE')).available).toBe(6);
      expect((await store.get('/inventory/items/TEE/movements')).body.items).toHaveLength(2);
    },
  );

  it.each(['commit', 'cancel'])('of a %s', async (verb) => {
    const hold = { lines: [{ sku: 'TEE', quantity: 4 }], ttlSeconds: 60, id: 'h' };
    await store.post('/inventory/reservations', hold).expect(201);
    const key = randomUUID();
    proxy.cutNextReply();
    await store.post(`/inventory/reservations/h/${verb}`, undefined, key).expect(503);
    const again = await retry(() => store.post(`/inventory/reservations/h/${verb}`, undefined, key));
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(await store.stock('TEE')).toMatchObject(
      verb === 'commit' ? { onHand: 6, reserved: 0, sold: 4 } : { onHand: 10, reserved: 0, sold: 0 },
    );
  });
});

/** Repeats while the service reconnects, as a caller would. */
async function retry(
  call: () => ReturnType<StoreCalls['post']>,
): Promise<Awaited<ReturnType<StoreCalls['post']>>> {
  for (let attempt = 0; ; attempt++) {
    const response = await call();
    if (response.status !== 503 || attempt === 50) return response;
    expect(response.body.outcome).toBe('not_executed');
    await sleep(50);
  }
}

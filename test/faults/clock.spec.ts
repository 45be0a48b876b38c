import { House, StoreCalls } from '../support/house';
import { sleep } from '../support/time';

const YEAR_MS = 365 * 24 * 3_600_000;
const TIMERS = ['nextTick', 'setImmediate', 'clearImmediate', 'setInterval', 'clearInterval'] as const;
const MORE_TIMERS = ['setTimeout', 'clearTimeout', 'performance', 'hrtime', 'queueMicrotask'] as const;

/** Sets the clock of the service's machine; Redis' own goes on as it was. */
function setClock(ms: number): void {
  jest.useFakeTimers({ doNotFake: [...TIMERS, ...MORE_TIMERS], now: ms });
}

let house: House;
let store: StoreCalls;

beforeEach(async () => {
  house = await House.open({ SWEEP_INTERVAL_MS: 50 });
  store = await house.store();
  await store.receive('TEE', 10);
});
afterEach(async () => {
  jest.useRealTimers();
  await house.close();
});

async function redisNow(): Promise<number> {
  const [seconds] = await house.redis.client.time();
  return Number(seconds) * 1_000;
}

describe.each([
  ['ten years ahead', 10 * YEAR_MS],
  ['ten years back', -10 * YEAR_MS],
])('a clock of the service that jumps %s', (_, jumpMs) => {
  const reserve = (id: string) =>
    store.post('/inventory/reservations', { id, lines: [{ sku: 'TEE', quantity: 2 }], ttlSeconds: 60 });

  it('ends no reservation early, and none late', async () => {
    await reserve('before').expect(201);
    await store
      .post('/inventory/reservations', { id: 'short', lines: [{ sku: 'TEE', quantity: 1 }], ttlSeconds: 1 })
      .expect(201);
    setClock(Date.now() + jumpMs);
    const { body } = await reserve('after').expect(201);
    expect(Math.abs(Date.parse(body.expiresAt) - (await redisNow()) - 60_000)).toBeLessThan(2_000);
    await sleep(1_500);
    const state = async (id: string) => (await store.get(`/inventory/reservations/${id}`)).body.state;
    expect([await state('before'), await state('after'), await state('short')]).toEqual([
      'active',
      'active',
      'expired',
    ]);
    await store.post('/inventory/reservations/before/commit').expect(200);
  });

  it('forgets no idempotency key', async () => {
    const sell = () => store.post('/inventory/items/TEE/deductions', { quantity: 1 }, 'one-sale');
    await sell().expect(201);
    setClock(Date.now() + jumpMs);
    expect((await sell().expect(201)).headers['idempotent-replayed']).toBe('true');
    expect((await store.stock('TEE')).onHand).toBe(9);
  });

  it('begins no new day for a daily limit', async () => {
    await store.put('/ledger/accounts/alice', { limits: { daily: 100 } }).expect(201);
    await store.put('/ledger/accounts/bob', {}).expect(201);
    const transfer = (from: string, to: string, amount: number) =>
      store.post('/ledger/transfers', { from, to, amount });
    await transfer('@world', 'alice', 1_000).expect(201);
    await transfer('alice', 'bob', 60).expect(201);
    setClock(Date.now() + jumpMs);
    const { body } = await transfer('alice', 'bob', 60).expect(409);
    expect(body).toMatchObject({ code: 'LIMIT_EXCEEDED', used: 60 });
    expect(Date.parse(body.resetsAt) - (await redisNow())).toBeLessThanOrEqual(24 * 3_600_000);
  });

  it('appears in no time of an answer', async () => {
    setClock(Date.now() + jumpMs);
    await store.receive('TEE', 1);
    const { body: movements } = await store.get('/inventory/items/TEE/movements').expect(200);
    const { body: journal } = await store.get('/journal').expect(200);
    for (const { at } of [...movements.items, ...journal.items]) {
      expect(Math.abs(Date.parse(at) - (await redisNow()))).toBeLessThan(10_000);
    }
  });
});

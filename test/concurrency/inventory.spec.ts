import { randomUUID } from 'node:crypto';
import { House, StoreCalls } from '../support/house';
import { sleep } from '../support/time';

let house: House;
let store: StoreCalls;

beforeAll(async () => {
  house = await House.open({ SWEEP_INTERVAL_MS: 100 });
});
afterAll(() => house.close());
beforeEach(async () => {
  store = await house.store();
});

/** Runs tasks with at most `width` at once, so that the test machine's sockets do not run out. */
async function crowd<T>(count: number, task: (i: number) => Promise<T>, width = 200): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const i = next++;
      results[i] = await task(i);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}

const count = (statuses: number[], status: number): number => statuses.filter((one) => one === status).length;
const clean = async () =>
  expect((await store.post('/inventory/audits').expect(200)).body).toMatchObject({
    drift: [],
    unsettled: [],
  });

it('sells 500 units to 1 500 callers exactly 500 times', async () => {
  await store.receive('HOT', 500);
  const statuses = await crowd(1500, async () => {
    return (await store.post('/inventory/items/HOT/deductions', { quantity: 1 })).status;
  });
  expect([count(statuses, 201), count(statuses, 409)]).toEqual([500, 1000]);
  expect(await store.stock('HOT')).toMatchObject({ onHand: 0, available: 0, sold: 500 });
  await clean();
});

it('has one effect and one answer for 100 calls with one key', async () => {
  await store.receive('HOT', 500);
  const key = randomUUID();
  const answers = await crowd(100, () =>
    store.post('/inventory/items/HOT/deductions', { quantity: 7 }, key).expect(201),
  );
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers.filter(({ headers }) => headers['idempotent-replayed'] !== 'true')).toHaveLength(1);
  expect(await store.stock('HOT')).toMatchObject({ onHand: 493, sold: 7 });
});

it('ends each of 1 000 holds raced by commit, cancel and expiry exactly once', async () => {
  await store.receive('HOT', 1000);
  await crowd(1000, (i) =>
    store
      .post('/inventory/reservations', {
        lines: [{ sku: 'HOT', quantity: 1 }],
        ttlSeconds: 1 + (i % 2),
        id: `h${i}`,
      })
      .expect(201),
  );
  const ends = await crowd(2000, async (i) => {
    const { status, body } = await store.post(
      `/inventory/reservations/h${i % 1000}/${i % 3 ? 'commit' : 'cancel'}`,
    );
    return status === 200 ? (body.state as string) : 'refused';
  });
  await sleep(2300);
  const states = await crowd(
    1000,
    async (i) => (await store.get(`/inventory/reservations/h${i}`)).body.state as string,
  );
  const of = (state: string, all: string[]): number => all.filter((one) => one === state).length;
  expect(of('active', states)).toBe(0);
  expect(of('committed', states)).toBe(of('committed', ends));
  expect(of('cancelled', states)).toBe(of('cancelled', ends));
  expect(of('committed', states) + of('cancelled', states) + of('expired', states)).toBe(1000);
  const sold = of('committed', states);
  expect(await store.stock('HOT')).toMatchObject({ onHand: 1000 - sold, reserved: 0, sold });
  await clean();
});

it('releases no hold twice with several sweepers at once', async () => {
  const second = await House.open({ SWEEP_INTERVAL_MS: 100 }, house.redis);
  await store.receive('HOT', 500);
  await crowd(500, () =>
    store.post('/inventory/reservations', { lines: [{ sku: 'HOT', quantity: 1 }], ttlSeconds: 1 }),
  );
  await sleep(1000);
  await crowd(20, () => store.post('/inventory/sweeper/runs').expect(200));
  await sleep(200);
  expect(await store.stock('HOT')).toMatchObject({ onHand: 500, reserved: 0 });
  expect((await store.get('/inventory/sweeper')).body.released).toBe(500);
  await clean();
  await second.close();
});

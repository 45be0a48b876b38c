import { randomUUID } from 'node:crypto';
import { count, crowd } from '../support/crowd';
import { House } from '../support/house';
import { sleep } from '../support/time';
import { useStore } from '../support/use-house';

const the = useStore({ SWEEP_INTERVAL_MS: 100 });

const clean = async () =>
  expect((await the.store.post('/inventory/audits').expect(200)).body).toMatchObject({
    drift: [],
    unsettled: [],
  });

it('sells 500 units to 1 500 callers exactly 500 times', async () => {
  await the.store.receive('HOT', 500);
  const statuses = await crowd(1500, async () => {
    return (await the.store.post('/inventory/items/HOT/deductions', { quantity: 1 })).status;
  });
  expect([count(statuses, 201), count(statuses, 409)]).toEqual([500, 1000]);
  expect(await the.store.stock('HOT')).toMatchObject({ onHand: 0, available: 0, sold: 500 });
  await clean();
});

it('has one effect and one answer for 100 calls with one key', async () => {
  await the.store.receive('HOT', 500);
  const key = randomUUID();
  const answers = await crowd(100, () =>
    the.store.post('/inventory/items/HOT/deductions', { quantity: 7 }, key).expect(201),
  );
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers.filter(({ headers }) => headers['idempotent-replayed'] !== 'true')).toHaveLength(1);
  expect(await the.store.stock('HOT')).toMatchObject({ onHand: 493, sold: 7 });
});

it('ends each of 1 000 reservations raced by commit, cancel and expiry exactly once', async () => {
  await the.store.receive('HOT', 1000);
  await crowd(1000, (i) =>
    the.store
      .post('/inventory/reservations', {
        lines: [{ sku: 'HOT', quantity: 1 }],
        ttlSeconds: 1 + (i % 2),
        id: `h${i}`,
      })
      .expect(201),
  );
  const ends = await crowd(2000, async (i) => {
    const { status, body } = await the.store.post(
      `/inventory/reservations/h${i % 1000}/${i % 3 ? 'commit' : 'cancel'}`,
    );
    return status === 200 ? (body.state as string) : 'refused';
  });
  await sleep(2300);
  const states = await crowd(
    1000,
    async (i) => (await the.store.get(`/inventory/reservations/h${i}`)).body.state as string,
  );
  const of = (state: string, all: string[]): number => all.filter((one) => one === state).length;
  expect(of('active', states)).toBe(0);
  expect(of('committed', states)).toBe(of('committed', ends));
  expect(of('cancelled', states)).toBe(of('cancelled', ends));
  expect(of('committed', states) + of('cancelled', states) + of('expired', states)).toBe(1000);
  const sold = of('committed', states);
  expect(await the.store.stock('HOT')).toMatchObject({ onHand: 1000 - sold, reserved: 0, sold });
  await clean();
});

it('releases no reservation twice with several sweepers at once', async () => {
  const second = await House.open({ SWEEP_INTERVAL_MS: 100 }, the.house.redis);
  await the.store.receive('HOT', 500);
  await crowd(500, () =>
    the.store.post('/inventory/reservations', { lines: [{ sku: 'HOT', quantity: 1 }], ttlSeconds: 1 }),
  );
  await sleep(1000);
  await crowd(20, () => the.store.post('/inventory/sweeper/runs').expect(200));
  await sleep(200);
  expect(await the.store.stock('HOT')).toMatchObject({ onHand: 500, reserved: 0 });
  expect((await the.store.get('/inventory/sweeper')).body.released).toBe(500);
  await clean();
  await second.close();
});

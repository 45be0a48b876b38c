import { storeKey } from '../../src/platform/redis/keys';
import { crowd } from '../support/crowd';
import { eventually } from '../support/eventually';
import { LineBooks } from '../support/line-books';
import { useStore } from '../support/use-house';

const the = useStore({ SWEEP_INTERVAL_MS: 100 });

const HOLDS = 50;
const WAITS = 100;

const wait = (i: number, more: object = {}) =>
  the.store
    .post('/inventory/waits', {
      ...{
        id: `w${i}`,
        sku: 'HOT',
        quantity: 1,
        ownerId: `o${i}`,
        holdSeconds: 600,
        waitSeconds: 600,
        ...more,
      },
    })
    .expect(201);
const books = () => LineBooks.read(the.house.redis.client, storeKey(the.store.name, 'journal'), 'HOT');
const promotedOf = async (): Promise<string[]> => {
  const { items } = (await the.store.get('/inventory/waits?sku=HOT&limit=200').expect(200)).body;
  return items.flatMap(({ id, state }: { id: string; state: string }) => (state === 'promoted' ? [id] : []));
};
const clean = async () =>
  expect((await the.store.post('/inventory/audits').expect(200)).body).toMatchObject({
    drift: [],
    unsettled: [],
  });
const first = (count: number): string[] => Array.from({ length: count }, (_, i) => `w${i}`);

it('gives 50 holds that lapse at once to the first 50 of 100 in line, with sales going on', async () => {
  await the.store.receive('HOT', HOLDS);
  const lines = [{ sku: 'HOT', quantity: 1 }];
  await crowd(HOLDS, () => the.store.post('/inventory/reservations', { lines, ttlSeconds: 2 }).expect(201));
  for (let i = 0; i < WAITS; i++) await wait(i);
  let open = true;
  const buyers = crowd(8, async () => {
    const answers: number[] = [];
    while (open)
      answers.push((await the.store.post('/inventory/items/HOT/deductions', { quantity: 1 })).status);
    return answers;
  });
  await eventually(async () => expect(await promotedOf()).toHaveLength(HOLDS));
  open = false;
  expect(new Set((await buyers).flat())).toEqual(new Set([409]));
  expect(await promotedOf()).toEqual(first(HOLDS));
  expect(await the.store.stock('HOT')).toMatchObject({ onHand: HOLDS, reserved: HOLDS, sold: 0 });
  const told = await books();
  expect(told.faults).toEqual([]);
  expect(told.promoted).toEqual(first(HOLDS));
  await clean();
});

it('serves a line in order while units come and go everywhere, and leaves none idle', async () => {
  await the.store.receive('HOT', 20);
  let made = 0;
  await crowd(
    400,
    async (i) => {
      const kind = i % 8;
      if (kind < 3)
        await wait(made++, { quantity: 1 + (i % 3), holdSeconds: 1 + (i % 2), waitSeconds: 1 + (i % 4) });
      else if (kind === 3) await the.store.post('/inventory/items/HOT/deductions', { quantity: 1 + (i % 3) });
      else if (kind === 4) await the.store.receive('HOT', 2);
      else if (kind === 5) await the.store.post(`/inventory/waits/w${i % 100}/cancel`);
      else if (kind === 6) {
        const body = { lines: [{ sku: 'HOT', quantity: 3 }], ttlSeconds: 1, id: `h${i}` };
        await the.store.post('/inventory/reservations', body);
      } else
        await the.store.post(`/inventory/reservations/h${i - 1}/cancel`, {
          lines: [{ sku: 'HOT', quantity: 1 }],
        });
    },
    32,
  );
  const { faults, promoted, moments } = await books();
  expect(faults).toEqual([]);
  expect(new Set(promoted).size).toBe(promoted.length);
  expect(promoted.length).toBeGreaterThan(20);
  const { onHand, sold } = await the.store.stock('HOT');
  expect(moments.at(-1)).toMatchObject({ onHand, sold });
  await clean();
});

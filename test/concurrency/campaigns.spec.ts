import { crowd } from '../support/crowd';
import { useStore } from '../support/use-house';

const [UNITS, OWNERS, TRIES] = [500, 1_000, 5];

const the = useStore({ SWEEP_INTERVAL_MS: 100 });

it('sells 500 units, one each, to 500 of 1 000 owners who try five times at once', async () => {
  await the.store.receive('HOT', 2 * OWNERS);
  await the.store.put('/campaigns/drop', { skus: ['HOT'], perOwner: 1, total: UNITS }).expect(201);
  const answers = await crowd(OWNERS * TRIES, async (i) => {
    const ownerId = `owner-${i % OWNERS}`;
    const lines = [{ sku: 'HOT', quantity: 1 }];
    const call = [
      () => the.store.post('/inventory/items/HOT/deductions', { quantity: 1, ownerId }),
      () => the.store.post('/inventory/reservations', { lines, ttlSeconds: 600, ownerId }),
      () => the.store.post('/orders', { lines, customerId: ownerId, priced: false }),
    ][i % 3]!;
    const { status, body } = await call();
    return { ownerId, status, code: body.code as string | undefined };
  });
  const sold = answers.filter(({ status }) => status === 201);
  expect(sold).toHaveLength(UNITS);
  expect(new Set(sold.map(({ ownerId }) => ownerId)).size).toBe(UNITS);
  const refused = answers.filter(({ status }) => status !== 201);
  expect(new Set(refused.map(({ status, code }) => `${status} ${code}`))).toEqual(
    new Set(['409 PURCHASE_LIMIT']),
  );
  const campaign = (await the.store.get('/campaigns/drop').expect(200)).body;
  expect(campaign).toMatchObject({ used: UNITS, total: UNITS });
  const { reserved, sold: gone } = await the.store.stock('HOT');
  expect(reserved + gone).toBe(UNITS);
  const owners = await crowd(OWNERS, async (i) => {
    const { body } = await the.store.get(`/campaigns/drop/owners/owner-${i}`).expect(200);
    return body.used as number;
  });
  expect(owners.filter((used) => used === 1)).toHaveLength(UNITS);
  expect(owners.filter((used) => used === 0)).toHaveLength(OWNERS - UNITS);
  expect((await the.store.post('/inventory/audits').expect(200)).body).toMatchObject({ drift: [] });
}, 240_000);

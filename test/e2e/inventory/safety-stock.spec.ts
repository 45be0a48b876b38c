import { useStore } from '../../support/use-house';

const the = useStore();

const ITEM = '/inventory/items/TEE';
const keep = (safetyStock?: number) =>
  the.store.put(`${ITEM}/policy`, safetyStock === undefined ? {} : { safetyStock });
const lines = (quantity: number): object[] => [{ sku: 'TEE', quantity }];

beforeEach(async () => {
  await the.store.receive('TEE', 10);
  await keep(4).expect(200);
});

describe('PUT /inventory/items/{sku}/policy', () => {
  it('keeps units for safety, which are on hand and not available', async () => {
    const told = { sku: 'TEE', onHand: 10, reserved: 0, available: 6, sold: 0, safetyStock: 4 };
    expect((await the.store.get(ITEM).expect(200)).body).toEqual(told);
    expect((await the.store.get('/inventory/items').expect(200)).body.items).toEqual([told]);
    expect((await keep(4).expect(200)).body).toEqual({ ...told, lowStock: null });
  });

  it('keeps none where it is omitted, and says so', async () => {
    expect((await keep().expect(200)).body).toMatchObject({ available: 10, safetyStock: 0 });
    expect((await the.store.get(ITEM).expect(200)).body).not.toHaveProperty('safetyStock');
  });

  it('answers that nothing is available where more is kept than there is', async () => {
    expect((await keep(11).expect(200)).body).toMatchObject({ onHand: 10, available: 0, safetyStock: 11 });
    const { body } = await the.store.post(`${ITEM}/deductions`, { quantity: 1 }).expect(409);
    expect(body.shortages).toEqual([{ sku: 'TEE', requested: 1, available: 0 }]);
  });

  it('writes an effect of what changed, and none where nothing did', async () => {
    await keep(4).expect(200);
    await keep(5).expect(200);
    const { items } = (await the.store.get('/journal').expect(200)).body;
    const policies = items.filter(({ type }: { type: string }) => type === 'inventory.policy_set');
    expect(policies.map(({ data }: { data: object }) => data)).toEqual([
      { sku: 'TEE', safetyStock: 4, before: 0 },
      { sku: 'TEE', safetyStock: 5, before: 4 },
    ]);
  });

  it('refuses an unknown SKU, and what is no number of units', async () => {
    const { body } = await the.store.put('/inventory/items/NONE/policy', { safetyStock: 1 }).expect(404);
    expect(body.code).toBe('SKU_NOT_FOUND');
    await keep(-1).expect(400);
    await the.store.put(`${ITEM}/policy`, { safetyStock: '4' }).expect(400);
  });
});

describe('units that are kept for safety', () => {
  it.each([
    ['deducted', () => the.store.post(`${ITEM}/deductions`, { quantity: 7 })],
    ['reserved', () => the.store.post('/inventory/reservations', { lines: lines(7), ttlSeconds: 60 })],
  ])('are not %s', async (_, take) => {
    const { body } = await take().expect(409);
    expect(body).toMatchObject({ code: 'INSUFFICIENT_STOCK' });
    expect(body.shortages).toEqual([{ sku: 'TEE', requested: 7, available: 6 }]);
  });

  it('are not ordered, and a cart shows what is left', async () => {
    await the.store.price('TEE', 500);
    const order = { customerId: 'ann', lines: lines(7) };
    expect((await the.store.post('/orders', order).expect(409)).body.code).toBe('INSUFFICIENT_STOCK');
    await the.store.post('/carts/c/lines', { sku: 'TEE', quantity: 2 }).expect(200);
    expect((await the.store.get('/carts/c').expect(200)).body.lines[0].available).toBe(6);
  });

  it('stay where reservations come and go, and can be lost', async () => {
    const { body } = await the.store
      .post('/inventory/reservations', { id: 'h', lines: lines(6), ttlSeconds: 60 })
      .expect(201);
    expect((await the.store.stock('TEE')).available).toBe(0);
    await the.store.post(`/inventory/reservations/${body.id}/commit`).expect(200);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 4, available: 0, safetyStock: 4 });
    const lost = { delta: -1, reason: 'lost' };
    const { body: left } = await the.store.post(`${ITEM}/adjustments`, lost).expect(201);
    expect(left).toMatchObject({ onHand: 3, available: 0, safetyStock: 4 });
  });

  it('are told by a deduction, and by reading it later', async () => {
    const { body } = await the.store.post(`${ITEM}/deductions`, { id: 'd', quantity: 5 }).expect(201);
    expect(body).toMatchObject({ from: 10, to: 5, available: 1 });
    expect((await the.store.get(`${ITEM}/deductions/d`).expect(200)).body.available).toBe(1);
  });

  it('are known to the audit, whose repair leaves them as they are', async () => {
    const { client } = the.house.redis;
    await client.zadd(`ch:{${the.store.name}}:sold`, 3, 'TEE');
    const { body } = await the.store.post('/inventory/audits', { repair: true }).expect(200);
    expect(body.drift).toMatchObject([{ sku: 'TEE', field: 'sold', repaired: true }]);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 10, available: 6, safetyStock: 4, sold: 0 });
  });
});

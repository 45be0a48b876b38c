import { useShop } from '../../support/use-shop';

const the = useShop({ SWEEP_INTERVAL_MS: 3_600_000 });

const LINES = [
  { sku: 'TEE', quantity: 2 },
  { sku: 'MUG', quantity: 1 },
];
const TOTAL = 2 * 1999 + 850;

const reserve = (more: object = {}) =>
  the.store.post('/inventory/reservations', { lines: LINES, ttlSeconds: 60, id: 'h', ...more }).expect(201);
const order = (body: object, key?: string) => the.store.post('/orders', { customerId: 'ann', ...body }, key);
const ofHold = (more: object = {}, key?: string) => order({ reservationId: 'h', ...more }, key);
const untouched = async () => {
  expect((await the.store.get('/orders')).body.items).toEqual([]);
  expect((await the.store.get('/sales')).body.items).toEqual([]);
};

describe('expectedTotal of POST /orders', () => {
  it.each([
    ['lines', { lines: LINES }],
    ['a reservation', { reservationId: 'h' }],
  ])(
    'lets an order of %s through at the total that the customer was shown, and at no other',
    async (_, body) => {
      await reserve();
      await the.store.price('MUG', 900);
      const refused = (await order({ ...body, expectedTotal: TOTAL }).expect(409)).body;
      expect(refused).toMatchObject({ code: 'TOTAL_CHANGED', expectedTotal: TOTAL, total: TOTAL + 50 });
      await untouched();
      expect((await the.store.get('/inventory/reservations/h')).body.state).toBe('active');
      expect((await order({ ...body, expectedTotal: TOTAL + 50 }).expect(201)).body.total).toBe(TOTAL + 50);
    },
  );

  it('may be 0, which is a total like any other', async () => {
    expect((await order({ lines: LINES, expectedTotal: 0 }).expect(409)).body.expectedTotal).toBe(0);
    for (const sku of ['TEE', 'MUG']) await the.store.price(sku, 0);
    await order({ lines: LINES, expectedTotal: 0 }).expect(201);
  });

  it.each([1.5, -1, '1', 9_007_199_254_740_992])('refuses %p', async (expectedTotal) => {
    const { body } = await order({ lines: LINES, expectedTotal }).expect(400);
    expect(body.errors).toMatchObject([{ pointer: '/expectedTotal' }]);
    await untouched();
  });
});

describe('expectedOwnerId of POST /orders', () => {
  it('lets the order through where the reservation is of that owner', async () => {
    await reserve({ ownerId: 'bob' });
    await ofHold({ expectedOwnerId: 'bob' }).expect(201);
  });

  it.each([
    ['of somebody else', { ownerId: 'bob' }, 'bob', 'Reservation h belongs to bob, not to ann.'],
    ['of nobody', {}, null, 'Reservation h belongs to nobody, not to ann.'],
  ])('refuses a reservation %s, and leaves it as it is', async (_, owner, ownerId, detail) => {
    await reserve(owner);
    const { body } = await ofHold({ expectedOwnerId: 'ann' }).expect(409);
    expect(body).toMatchObject({ code: 'OWNER_MISMATCH', expectedOwnerId: 'ann', ownerId, detail });
    await untouched();
    expect((await the.store.get('/inventory/reservations/h')).body.state).toBe('active');
    await ofHold().expect(201);
  });

  it('means nothing beside lines, and is refused there', async () => {
    const { body } = await order({ lines: LINES, expectedOwnerId: 'ann' }).expect(400);
    expect(body.errors).toMatchObject([{ pointer: '/expectedOwnerId' }]);
    await untouched();
  });

  it.each(['', 'a b', 7])('refuses %p', async (expectedOwnerId) => {
    await reserve();
    const { body } = await ofHold({ expectedOwnerId }).expect(400);
    expect(body.errors).toMatchObject([{ pointer: '/expectedOwnerId' }]);
  });
});

it('names all that stands in the way of an order of a reservation at once', async () => {
  await reserve({ ownerId: 'bob' });
  await the.store.fund('ann', 10);
  await the.store.fund('shop', 0);
  const payment = { from: 'ann', to: 'shop' };
  const { body } = await ofHold({ expectedOwnerId: 'ann', expectedTotal: 1, payment }).expect(409);
  expect(body).toMatchObject({
    code: 'OWNER_MISMATCH',
    codes: ['OWNER_MISMATCH', 'TOTAL_CHANGED', 'INSUFFICIENT_FUNDS'],
    ownerId: 'bob',
    total: TOTAL,
    funds: { code: 'INSUFFICIENT_FUNDS', available: 10, requested: TOTAL },
  });
  await the.store.delete('/prices/TEE').expect(200);
  expect((await ofHold({ expectedOwnerId: 'ann', expectedTotal: 1 }).expect(409)).body).toMatchObject({
    codes: ['OWNER_MISMATCH', 'PRICE_MISSING'],
    missingPrices: ['TEE'],
  });
  await untouched();
});

it('a replay does not ask again: prices may have changed by then', async () => {
  await reserve({ ownerId: 'ann' });
  const first = await ofHold({ expectedTotal: TOTAL, expectedOwnerId: 'ann' }, 'k').expect(201);
  await the.store.price('TEE', 1);
  const again = await ofHold({ expectedTotal: TOTAL, expectedOwnerId: 'ann' }, 'k').expect(201);
  expect(again.text).toBe(first.text);
});

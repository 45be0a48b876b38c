import { useShop } from '../../support/use-shop';

const the = useShop({ SWEEP_INTERVAL_MS: 3_600_000 });

const reserve = async (quantity: number, ttlSeconds: number, sku = 'TEE'): Promise<string> => {
  const call = the.store.post('/inventory/reservations', { lines: [{ sku, quantity }], ttlSeconds });
  return (await call.expect(201)).body.expiresAt;
};
const shortages = async (quantity = 10): Promise<object[]> =>
  (await the.store.post('/inventory/items/TEE/deductions', { quantity }).expect(409)).body.shortages;

describe('a shortage', () => {
  it('says when the first reservation of the SKU lapses, and how many units that brings', async () => {
    await reserve(1, 900);
    const at = await reserve(2, 600);
    await reserve(3, 300, 'MUG');
    expect(await shortages()).toEqual([
      { sku: 'TEE', requested: 10, available: 7, nextRelease: { at, quantity: 2 } },
    ]);
  });

  it('says nothing where none lapses within an hour', async () => {
    await reserve(4, 3_700);
    expect(await shortages()).toEqual([{ sku: 'TEE', requested: 10, available: 6 }]);
  });

  it('says nothing where nothing is reserved', async () => {
    expect(await shortages(11)).toEqual([{ sku: 'TEE', requested: 11, available: 10 }]);
  });

  it('says it of each SKU of a reservation, an order and a cart', async () => {
    const at = await reserve(1, 600);
    const mugs = await reserve(2, 900, 'MUG');
    const lines = [{ sku: 'TEE', quantity: 10 }, { sku: 'MUG', quantity: 9 }]; // prettier-ignore
    const releases = [{ nextRelease: { at, quantity: 1 } }, { nextRelease: { at: mugs, quantity: 2 } }];
    const reservation = await the.store
      .post('/inventory/reservations', { lines, ttlSeconds: 60 })
      .expect(409);
    expect(reservation.body.shortages).toMatchObject(releases);
    const order = await the.store.post('/orders', { customerId: 'ann', lines }).expect(409);
    expect(order.body.shortages).toMatchObject(releases);
    const cart = await the.store.post('/carts/c/lines', { sku: 'TEE', quantity: 10 }).expect(409);
    expect(cart.body.shortages).toMatchObject(releases.slice(0, 1));
  });

  it('says it of an adjustment that reserved units refuse', async () => {
    const at = await reserve(8, 600);
    const call = { delta: -3, reason: 'lost' };
    const { body } = await the.store.post('/inventory/items/TEE/adjustments', call).expect(409);
    const told = [{ sku: 'TEE', requested: 3, available: 2, nextRelease: { at, quantity: 8 } }];
    expect(body.shortages).toEqual(told);
    const items = [{ sku: 'TEE', ...call }, { sku: 'NEW', ...call }]; // prettier-ignore
    const { results } = (await the.store.post('/inventory/adjustments/batch', { items }).expect(200)).body;
    expect(results.map((one: { body: { shortages: object[] } }) => one.body.shortages)).toEqual([
      told,
      [{ sku: 'NEW', requested: 3, available: 0 }],
    ]);
  });

  it('finds it among many reservations of the SKU, too', async () => {
    await the.store.receive('TEE', 300);
    const items = Array.from({ length: 250 }, (_, i) => i);
    for (let i = 0; i < items.length; i += 50)
      await Promise.all(items.slice(i, i + 50).map((one) => reserve(1, 1_000 + one)));
    const at = await reserve(5, 500);
    expect(await shortages(300)).toMatchObject([{ nextRelease: { at, quantity: 5 } }]);
  });
});

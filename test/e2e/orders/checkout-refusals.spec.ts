import { sleep } from '../../support/time';
import { PAY, TOTAL, useFullCart } from './use-full-cart';

const the = useFullCart();
const { add, checkOut, cart } = the;

/** Everything that a checkout may change. */
const everything = async (): Promise<unknown> => [
  await the.store.stock('TEE'),
  await the.store.stock('MUG'),
  await cart(),
  (await the.store.get('/sales')).body,
  (await the.store.get('/orders')).body,
  (await the.store.get('/ledger/accounts')).body,
  (await the.store.get('/ledger/audit')).body,
  (await the.store.get('/journal?limit=200')).body,
];

describe('POST /carts/{id}/checkout', () => {
  it('refuses an empty cart, and one that does not exist', async () => {
    await checkOut({ orderId: 'o' }).expect(201);
    expect((await checkOut({ orderId: 'o' }).expect(409)).body).toMatchObject({
      code: 'CART_EMPTY',
      id: 'c',
    });
    const none = the.store.post('/carts/none/checkout', { customerId: 'ann' });
    expect((await none.expect(409)).body.code).toBe('CART_EMPTY');
  });

  it('refuses a total that the customer was not shown', async () => {
    const before = await everything();
    const { body } = await checkOut({ expectedTotal: TOTAL - 1 }).expect(409);
    expect(body).toMatchObject({ code: 'TOTAL_CHANGED', expectedTotal: TOTAL - 1, total: TOTAL });
    expect(await everything()).toEqual(before);
    await the.store.price('MUG', 849);
    expect((await checkOut({ expectedTotal: TOTAL }).expect(409)).body.total).toBe(TOTAL - 3);
  });

  it('defect 25: sells nothing that has no price', async () => {
    await the.store.delete('/prices/MUG').expect(200);
    const before = await everything();
    const { body } = await checkOut({ expectedTotal: TOTAL }).expect(409);
    expect(body).toMatchObject({ code: 'PRICE_MISSING', missingPrices: ['MUG'] });
    expect(await everything()).toEqual(before);
  });

  it('defect 31: takes only what is available, holds considered', async () => {
    await the.store.post('/inventory/reservations', {
      lines: [{ sku: 'TEE', quantity: 9 }],
      ttlSeconds: 60,
      id: 'h',
    });
    const before = await everything();
    const { body } = await checkOut().expect(409);
    expect(body).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      shortages: [{ sku: 'TEE', requested: 2, available: 1 }],
    });
    expect(await everything()).toEqual(before);
  });

  it('is never refused for what a hold that is over keeps back', async () => {
    await the.store
      .post('/inventory/reservations', { lines: [{ sku: 'TEE', quantity: 9 }], ttlSeconds: 1 })
      .expect(201);
    await sleep(1_050);
    await checkOut().expect(201);
  });

  it('leaves stock, cart, sales and ledger untouched where the customer cannot pay', async () => {
    await the.store
      .post('/ledger/transfers', { from: 'ann', to: '@world', amount: 10_000 - TOTAL + 1 })
      .expect(201);
    const before = await everything();
    const { body } = await checkOut(PAY).expect(409);
    expect(body).toMatchObject({ code: 'INSUFFICIENT_FUNDS', available: TOTAL - 1, requested: TOTAL });
    expect(await everything()).toEqual(before);
    await the.store.post('/ledger/transfers', { from: '@world', to: 'ann', amount: 1 }).expect(201);
    await checkOut(PAY).expect(201);
    expect(await the.store.balance('ann')).toBe(0);
  });

  it('names everything that stands in the way, so that a shop can show it in one go', async () => {
    await the.store.post('/inventory/items/TEE/deductions', { quantity: 9 }).expect(201);
    await the.store.put('/ledger/accounts/ann', { limits: { perTransfer: 10 } }).expect(200);
    expect((await checkOut({ ...PAY, expectedTotal: 1 }).expect(409)).body).toMatchObject({
      code: 'TOTAL_CHANGED',
      codes: ['TOTAL_CHANGED', 'INSUFFICIENT_STOCK', 'LIMIT_EXCEEDED'],
      expectedTotal: 1,
      total: TOTAL,
      shortages: [{ sku: 'TEE', requested: 2, available: 1 }],
      funds: { code: 'LIMIT_EXCEEDED', limit: 10, requested: TOTAL },
    });
    await the.store.delete('/prices/MUG').expect(200);
    const { body } = await checkOut({ ...PAY, expectedTotal: 1 }).expect(409);
    expect(body).toMatchObject({
      code: 'PRICE_MISSING',
      codes: ['PRICE_MISSING', 'INSUFFICIENT_STOCK'],
      missingPrices: ['MUG'],
      shortages: [{ sku: 'TEE' }],
    });
  });

  it('refuses a total past the cap, and an order id that exists', async () => {
    await checkOut({ orderId: 'o' }).expect(201);
    await add('TEE', 2);
    expect((await checkOut({ orderId: 'o' }).expect(409)).body.code).toBe('ORDER_ALREADY_EXISTS');
    await the.store.price('TEE', 9_007_199_254_740_991);
    expect((await checkOut().expect(409)).body).toMatchObject({ code: 'CAP_EXCEEDED', field: 'lineTotal' });
    expect((await cart()).lines).toHaveLength(1);
  });

  it.each([
    [{ expectedTotal: 1.5 }],
    [{ expectedTotal: '1' }],
    [{ customerId: '' }],
    [{ orderId: 'a b' }],
    [{ lines: [] }],
  ])('refuses %p', async (body) => {
    await checkOut(body).expect(400);
    expect((await cart()).lines).toHaveLength(2);
  });
});

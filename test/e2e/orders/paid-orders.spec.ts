import { House, StoreCalls } from '../../support/house';

let house: House;
let store: StoreCalls;

beforeAll(async () => {
  house = await House.open();
});
afterAll(() => house.close());
beforeEach(async () => {
  store = await house.store({ currency: 'EUR', timeZone: 'Europe/Berlin' });
  await store.receive('TEE', 10);
  await store.price('TEE', 1999);
  await store.fund('ann', 10_000);
  await store.fund('shop', 0);
});

const order = (quantity = 2, payment: unknown = { from: 'ann', to: 'shop' }, key?: string) =>
  store.post('/orders', { customerId: 'ann', id: 'o', lines: [{ sku: 'TEE', quantity }], payment }, key);
const untouched = async (balance = 10_000) => {
  expect(await store.stock('TEE')).toMatchObject({ onHand: 10, reserved: 0, sold: 0 });
  expect((await store.get('/orders')).body.items).toEqual([]);
  expect([await store.balance('ann'), await store.balance('shop')]).toEqual([balance, 0]);
};

describe('POST /orders with a payment', () => {
  it('takes the total from one account to the other, in the same breath', async () => {
    const { body } = await order(3).expect(201);
    expect(body).toMatchObject({
      total: 5997,
      currency: 'EUR',
      payment: { from: 'ann', to: 'shop', transferId: expect.any(String) },
    });
    expect([await store.balance('ann'), await store.balance('shop')]).toEqual([4_003, 5_997]);
    const transfer = (await store.get(`/ledger/transfers/${body.payment.transferId}`).expect(200)).body;
    expect(transfer).toMatchObject({
      from: 'ann',
      to: 'shop',
      amount: 5997,
      state: 'posted',
      reference: 'o',
    });
    const { items } = (await store.get('/ledger/accounts/shop/entries')).body;
    expect(items).toMatchObject([{ transferId: body.payment.transferId, change: 5997, balanceAfter: 5997 }]);
  });

  it('pays once under one key', async () => {
    const first = await order(2, undefined, 'k').expect(201);
    const again = await order(2, undefined, 'k').expect(201);
    expect(again.text).toBe(first.text);
    expect(await store.balance('ann')).toBe(10_000 - 3998);
  });

  it('takes money from outside', async () => {
    await order(1, { from: '@world', to: 'shop' }).expect(201);
    expect([await store.balance('@world'), await store.balance('shop')]).toEqual([-11_999, 1_999]);
  });

  it('sells nothing to who cannot pay', async () => {
    const { body } = await order(6).expect(409);
    expect(body).toMatchObject({ code: 'INSUFFICIENT_FUNDS', available: 10_000, requested: 11_994 });
    expect(body.funds).toEqual({
      code: 'INSUFFICIENT_FUNDS',
      account: 'ann',
      available: 10_000,
      requested: 11_994,
    });
    await untouched();
  });

  it('heeds the limits of the account', async () => {
    await store.put('/ledger/accounts/ann', { limits: { daily: 5_000 } }).expect(200);
    await order(2).expect(201);
    const { body } = await store
      .post('/orders', {
        customerId: 'ann',
        lines: [{ sku: 'TEE', quantity: 1 }],
        payment: { from: 'ann', to: 'shop' },
      })
      .expect(409);
    expect(body).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      funds: { scope: 'daily', limit: 5_000, used: 3_998, requested: 1_999, resetsAt: expect.any(String) },
    });
    expect((await store.stock('TEE')).onHand).toBe(8);
  });

  it.each([
    ['an unknown account', { from: 'ann', to: 'none' }, 404, 'ACCOUNT_NOT_FOUND'],
    ['itself', { from: 'ann', to: 'ann' }, 422, 'SAME_ACCOUNT'],
    ['another asset', { from: '@world', to: 'points' }, 422, 'ASSET_MISMATCH'],
    ['a frozen account', { from: 'ann', to: 'frozen' }, 409, 'INVALID_STATE'],
  ])('refuses %s', async (_title, payment, status, code) => {
    await store.put('/ledger/accounts/points', { asset: 'PTS' }).expect(201);
    await store.fund('frozen', 0);
    await store.post('/ledger/accounts/frozen/freeze').expect(200);
    const { body } = await order(1, payment).expect(status);
    expect(body).toMatchObject({ code, funds: { code } });
    await untouched();
  });

  it.each([[[]], ['ann'], [{ from: 'ann' }], [{ from: 'ann', to: 'shop', amount: 1 }], [{ from: 1, to: 2 }]])(
    'refuses the payment %p',
    async (payment) => {
      await order(1, payment).expect(400);
      await untouched();
    },
  );

  it('moves no money where all is free, and needs no accounts then', async () => {
    await store.price('TEE', 0);
    const { body } = await order(2, { from: 'x', to: 'y' }).expect(201);
    expect(body).toMatchObject({ total: 0, payment: { from: 'x', to: 'y', transferId: null } });
    expect((await store.post('/orders/o/cancel').expect(200)).body.payment.refundTransferId).toBeUndefined();
  });

  it('names what is short of stock and of money at once', async () => {
    const { body } = await order(11).expect(409);
    expect(body).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      codes: ['INSUFFICIENT_STOCK', 'INSUFFICIENT_FUNDS'],
      shortages: [{ sku: 'TEE', requested: 11, available: 10 }],
      funds: { code: 'INSUFFICIENT_FUNDS', available: 10_000, requested: 21_989 },
    });
    await untouched();
  });
});

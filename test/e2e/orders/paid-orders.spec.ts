import { useStore } from '../../support/use-house';

const the = useStore({}, { currency: 'EUR', timeZone: 'Europe/Berlin' });
beforeEach(async () => {
  await the.store.receive('TEE', 10);
  await the.store.price('TEE', 1999);
  await the.store.fund('ann', 10_000);
  await the.store.fund('shop', 0);
});

const order = (quantity = 2, payment: unknown = { from: 'ann', to: 'shop' }, key?: string) =>
  the.store.post('/orders', { customerId: 'ann', id: 'o', lines: [{ sku: 'TEE', quantity }], payment }, key);
const untouched = async (balance = 10_000) => {
  expect(await the.store.stock('TEE')).toMatchObject({ onHand: 10, reserved: 0, sold: 0 });
  expect((await the.store.get('/orders')).body.items).toEqual([]);
  expect([await the.store.balance('ann'), await the.store.balance('shop')]).toEqual([balance, 0]);
};

describe('POST /orders with a payment', () => {
  it('takes the total from one account to the other, in the same breath', async () => {
    const { body } = await order(3).expect(201);
    expect(body).toMatchObject({
      total: 5997,
      currency: 'EUR',
      payment: { from: 'ann', to: 'shop', transferId: expect.any(String) },
    });
    expect([await the.store.balance('ann'), await the.store.balance('shop')]).toEqual([4_003, 5_997]);
    const transfer = (await the.store.get(`/ledger/transfers/${body.payment.transferId}`).expect(200)).body;
    expect(transfer).toMatchObject({
      from: 'ann',
      to: 'shop',
      amount: 5997,
      state: 'posted',
      reference: 'o',
    });
    const { items } = (await the.store.get('/ledger/accounts/shop/entries')).body;
    expect(items).toMatchObject([{ transferId: body.payment.transferId, change: 5997, balanceAfter: 5997 }]);
  });

  it('pays once under one key', async () => {
    const first = await order(2, undefined, 'k').expect(201);
    const again = await order(2, undefined, 'k').expect(201);
    expect(again.text).toBe(first.text);
    expect(await the.store.balance('ann')).toBe(10_000 - 3998);
  });

  it('takes money from outside', async () => {
    await order(1, { from: '@world', to: 'shop' }).expect(201);
    expect([await the.store.balance('@world'), await the.store.balance('shop')]).toEqual([-11_999, 1_999]);
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
    await the.store.put('/ledger/accounts/ann', { limits: { daily: 5_000 } }).expect(200);
    await order(2).expect(201);
    const { body } = await the.store
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
    expect((await the.store.stock('TEE')).onHand).toBe(8);
  });

  it.each([
    ['an unknown account', { from: 'ann', to: 'none' }, 404, 'ACCOUNT_NOT_FOUND'],
    ['itself', { from: 'ann', to: 'ann' }, 422, 'SAME_ACCOUNT'],
    ['another asset', { from: '@world', to: 'points' }, 422, 'ASSET_MISMATCH'],
    ['a frozen account', { from: 'ann', to: 'frozen' }, 409, 'INVALID_STATE'],
  ])('refuses %s', async (_title, payment, status, code) => {
    await the.store.put('/ledger/accounts/points', { asset: 'PTS' }).expect(201);
    await the.store.fund('frozen', 0);
    await the.store.post('/ledger/accounts/frozen/freeze').expect(200);
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
    await the.store.price('TEE', 0);
    const { body } = await order(2, { from: 'x', to: 'y' }).expect(201);
    expect(body).toMatchObject({ total: 0, payment: { from: 'x', to: 'y', transferId: null } });
    expect(
      (await the.store.post('/orders/o/cancel').expect(200)).body.payment.refundTransferId,
    ).toBeUndefined();
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

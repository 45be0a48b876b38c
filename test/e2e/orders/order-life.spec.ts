import { sleep } from '../../support/time';
import { useTeeSeller } from './use-tee-seller';

const the = useTeeSeller();
const { order } = the;
const pay = { payment: { from: 'ann', to: 'shop' } };

describe('POST /orders/{id}/fulfil', () => {
  it('notes that the order was handed over', async () => {
    const placed = (await order('o')).body;
    await sleep(5);
    const { body } = await the.store.post('/orders/o/fulfil').expect(200);
    const lines = placed.lines.map((line: object) => ({ ...line, open: 0, fulfilled: 2 }));
    expect(body).toMatchObject({
      ...placed,
      state: 'fulfilled',
      lines,
      version: 2,
      updatedAt: expect.any(String),
      fulfilments: [{ lines: [{ quantity: 2 }] }],
    });
    expect(Date.parse(body.updatedAt)).toBeGreaterThan(Date.parse(placed.updatedAt));
    expect((await the.store.get('/journal')).body.items.at(-1)).toMatchObject({
      type: 'order.fulfilled',
      data: { id: 'o' },
    });
  });

  it('happens once', async () => {
    await order('o');
    await the.store.post('/orders/o/fulfil', undefined, 'k').expect(200);
    expect(
      (await the.store.post('/orders/o/fulfil', undefined, 'k').expect(200)).headers['idempotent-replayed'],
    ).toBe('true');
    expect((await the.store.post('/orders/o/fulfil').expect(409)).body).toMatchObject({
      code: 'INVALID_STATE',
      id: 'o',
      state: 'fulfilled',
    });
    expect((await the.store.post('/orders/o/cancel').expect(409)).body.state).toBe('fulfilled');
    expect((await the.store.post('/orders/none/fulfil').expect(404)).body.code).toBe('ORDER_NOT_FOUND');
  });
});

describe('POST /orders/{id}/cancel', () => {
  it('restocks, takes the sales count back, and says why', async () => {
    await order('o', 5);
    const { body } = await the.store
      .post('/orders/o/cancel', { reason: 'customer changed “her” mind' }, 'k')
      .expect(200);
    expect(body).toMatchObject({
      id: 'o',
      state: 'cancelled',
      cancelReason: 'customer changed “her” mind',
      payment: null,
    });
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 100, available: 100, sold: 0 });
    expect((await the.store.get('/sales/TEE')).body.unitsSold).toBe(0);
    const { items } = (await the.store.get('/inventory/items/TEE/movements')).body;
    expect(items.at(-1)).toMatchObject({ type: 'restock', onHandChange: 5, sourceId: 'o', operationId: 'k' });
    expect((await the.store.post('/inventory/audits')).body.drift).toEqual([]);
  });

  it('defect 9: gives the units back once', async () => {
    await order('o', 5);
    await the.store.post('/orders/o/cancel', {}, 'k').expect(200);
    const again = await the.store.post('/orders/o/cancel', {}, 'k').expect(200);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect((await the.store.post('/orders/o/cancel').expect(409)).body).toMatchObject({
      code: 'INVALID_STATE',
      state: 'cancelled',
    });
    expect((await the.store.post('/orders/o/fulfil').expect(409)).body.state).toBe('cancelled');
    expect((await the.store.stock('TEE')).onHand).toBe(100);
    expect((await the.store.post('/orders/none/cancel').expect(404)).body.code).toBe('ORDER_NOT_FOUND');
  });

  it('refunds the payment', async () => {
    await the.store.fund('ann', 1_000);
    await the.store.fund('shop', 0);
    const { payment } = (await order('o', 3, pay)).body;
    const { body } = await the.store.post('/orders/o/cancel').expect(200);
    expect(body.payment).toEqual({ ...payment, refundTransferId: expect.any(String) });
    expect([await the.store.balance('ann'), await the.store.balance('shop')]).toEqual([1_000, 0]);
    const refund = (await the.store.get(`/ledger/transfers/${body.payment.refundTransferId}`).expect(200))
      .body;
    expect(refund).toMatchObject({ from: 'shop', to: 'ann', amount: 300, state: 'posted' });
    expect((await the.store.get('/ledger/audit')).body.balanced).toBe(true);
  });

  it('gives back only what was not given back before', async () => {
    await the.store.fund('ann', 1_000);
    await the.store.fund('shop', 0);
    const { transferId } = (await order('o', 3, pay)).body.payment;
    await the.store.post(`/ledger/transfers/${transferId}/reverse`, { amount: 120 });
    const { body } = await the.store.post('/orders/o/cancel').expect(200);
    const refund = (await the.store.get(`/ledger/transfers/${body.payment.refundTransferId}`)).body;
    expect(refund.amount).toBe(180);
    expect(await the.store.balance('ann')).toBe(1_000);
    const second = (await order('o2', 3, pay)).body.payment.transferId;
    await the.store.post(`/ledger/transfers/${second}/reverse`);
    expect(
      (await the.store.post('/orders/o2/cancel').expect(200)).body.payment.refundTransferId,
    ).toBeUndefined();
    expect(await the.store.balance('ann')).toBe(1_000);
  });

  it.each([
    [
      'the money is gone',
      'INSUFFICIENT_FUNDS',
      () => the.store.post('/ledger/transfers', { from: 'shop', to: '@world', amount: 250 }),
    ],
    ['the account is frozen', 'INVALID_STATE', () => the.store.post('/ledger/accounts/shop/freeze')],
    ["the customer's is frozen", 'INVALID_STATE', () => the.store.post('/ledger/accounts/ann/freeze')],
  ])('leaves all as it is where %s', async (_title, code, spoil) => {
    await the.store.fund('ann', 1_000);
    await the.store.fund('shop', 0);
    await order('o', 3, pay);
    expect((await spoil()).status).toBeLessThan(300);
    const before = await the.store.balance('shop');
    expect((await the.store.post('/orders/o/cancel').expect(409)).body.code).toBe(code);
    expect((await the.store.get('/orders/o')).body.state).toBe('placed');
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 97, sold: 3 });
    expect(await the.store.balance('shop')).toBe(before);
  });

  it('refuses to restock past the cap', async () => {
    await order('o', 1);
    await the.store
      .post('/inventory/items/TEE/adjustments', { setTo: 9_007_199_254_740_991, reason: 'received' })
      .expect(201);
    expect((await the.store.post('/orders/o/cancel').expect(409)).body).toMatchObject({
      code: 'CAP_EXCEEDED',
      of: 'TEE',
    });
    expect((await the.store.get('/orders/o')).body.state).toBe('placed');
  });

  it.each([[{ reason: '' }], [{ reason: 'a\nb' }], [{ reason: 7 }], [{ why: 'x' }]])(
    'refuses %p',
    async (body) => {
      await order('o');
      await the.store.post('/orders/o/cancel', body).expect(400);
      expect((await the.store.get('/orders/o')).body.state).toBe('placed');
    },
  );
});

import { NOBODY, tee, useSoldOrder } from './use-sold-order';

const the = useSoldOrder();
const { post } = the;

afterEach(() => the.addsUp());

describe('POST /orders/{id}/cancellations', () => {
  it('restocks some units, takes their sale back and refunds their share', async () => {
    const { body } = await post('/cancellations', { ...tee(1), id: 'c1', reason: 'too many' }).expect(201);
    expect(body).toMatchObject({ state: 'placed', version: 2, refunded: 333 });
    expect(body).not.toHaveProperty('cancelReason');
    const told = { id: 'c1', refund: 'full', amount: 333, restock: true, reason: 'too many' };
    expect(body.cancellations).toEqual([
      { ...told, ...tee(1), transferId: body.payment.refundTransferId, at: body.updatedAt, actor: NOBODY },
    ]);
    expect(body.refunds).toEqual([]);
    expect(await the.counts()).toMatchObject({ TEE: [2, 0, 1, 0], MUG: [2, 0, 0, 0] });
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 8, sold: 2 });
    expect(await the.balances()).toEqual([2000 - 1099 + 333, 1099 - 333]);
    expect((await the.store.get('/journal?limit=200')).body.items.at(-1)).toMatchObject({
      type: 'order.partially_cancelled',
      data: { id: 'o', cancellationId: 'c1', ...tee(1), refunded: 333, reason: 'too many' },
    });
  });

  it('gives back three units in three steps to the cent, and then the rest', async () => {
    for (const expected of [333, 666, 999]) {
      expect((await post('/cancellations', tee(1)).expect(201)).body.refunded).toBe(expected);
    }
    const { body } = await post('/cancellations', { reason: 'no longer wanted' }).expect(201);
    expect(body).toMatchObject({ state: 'cancelled', refunded: 1099, cancelReason: 'no longer wanted' });
    expect(await the.balances()).toEqual([2000, 0]);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 10, sold: 0 });
    expect((await post('/cancellations', tee(1)).expect(409)).body).toMatchObject({
      code: 'QUANTITY_EXCEEDED',
      lines: [{ sku: 'TEE', left: 0, requested: 1 }],
    });
  });

  it('does not pay later for units that went with none', async () => {
    expect((await post('/cancellations', { ...tee(1), refund: 'none' }).expect(201)).body).toMatchObject({
      refunded: 0,
      cancellations: [{ refund: 'none', amount: 0, transferId: null }],
    });
    expect((await post('/cancellations').expect(201)).body).toMatchObject({
      state: 'cancelled',
      refunded: 766,
    });
  });

  it('gives back an amount, of which there may be no more than is left', async () => {
    await post('/refunds', { amount: 1000 }).expect(201);
    const { body } = await post('/cancellations', { ...tee(1), refund: { amount: 100 } }).expect(409);
    expect(body).toMatchObject({ code: 'REFUND_EXCEEDED', left: 99, requested: 100 });
    const after = await post('/cancellations', { ...tee(1), refund: { amount: 9 } }).expect(201);
    expect(after.body.cancellations).toMatchObject([{ refund: { amount: 9 }, amount: 9 }]);
    // `full` is what is left, at most.
    expect((await post('/cancellations', tee(1)).expect(201)).body.cancellations.at(-1).amount).toBe(90);
    expect((await post('/cancellations').expect(201)).body).toMatchObject({
      state: 'cancelled',
      refunded: 1099,
    });
  });

  it('makes an order fulfilled where the rest is cancelled', async () => {
    await post('/fulfilments', tee(3)).expect(201);
    const { body } = await post('/cancellations', { reason: 'lost' }).expect(201);
    expect(body).toMatchObject({ state: 'fulfilled', refunded: 100 });
    expect(body).not.toHaveProperty('cancelReason');
    expect((await the.store.get('/orders?state=fulfilled')).body.items).toHaveLength(1);
    expect((await the.store.get('/orders?state=placed')).body.items).toEqual([]);
    expect((await the.store.get('/orders?state=partially_fulfilled')).body.items).toEqual([]);
  });

  it('writes units off where they are not restocked', async () => {
    const { body } = await post('/cancellations', { ...tee(2), restock: false }).expect(201);
    expect(body.cancellations).toMatchObject([{ restock: false }]);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 7, sold: 1 });
    expect((await the.movements('TEE')).at(-1)).toMatchObject({ type: 'write_off', onHandChange: 0 });
  });

  it('is refused where the refund cannot go, and goes through with none', async () => {
    await the.store.post('/ledger/accounts/shop/freeze').expect(200);
    expect((await post('/cancellations', tee(1)).expect(409)).body).toMatchObject({ code: 'INVALID_STATE' });
    expect(await the.counts()).toMatchObject({ TEE: [3, 0, 0, 0] });
    await post('/cancellations', { ...tee(1), refund: 'none' }).expect(201);
    await the.store.post('/ledger/accounts/shop/unfreeze').expect(200);
    await the.store.post('/ledger/transfers', { from: 'shop', to: '@world', amount: 1000 }).expect(201);
    expect((await post('/cancellations').expect(409)).body).toMatchObject({ code: 'INSUFFICIENT_FUNDS' });
    await post('/cancellations', { refund: 'none' }).expect(201);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 10, sold: 0 });
  });

  it('refunds nothing of an order that nobody paid here', async () => {
    await the.store.post('/orders', { id: 'p', customerId: 'ann', ...tee(2) }).expect(201);
    const { body } = await the.store.post('/orders/p/cancellations', tee(1)).expect(201);
    expect(body).toMatchObject({
      refunded: 0,
      cancellations: [{ refund: 'full', amount: 0, transferId: null }],
    });
    const asked = await the.store.post('/orders/p/cancellations', { refund: { amount: 1 } }).expect(409);
    expect(asked.body).toMatchObject({ code: 'REFUND_EXCEEDED', left: 0, requested: 1 });
  });

  it('gives the daily limit of the payer back what goes back the same day', async () => {
    await the.store.put('/ledger/accounts/ann', { limits: { daily: 1200 } }).expect(200);
    await post('/cancellations', tee(1)).expect(201);
    await post('/refunds', { amount: 10 }).expect(201);
    const { usedToday } = (await the.store.get('/ledger/accounts/ann').expect(200)).body;
    expect(usedToday).toBe(1099 - 343);
  });

  it.each([
    [{ refund: 'half' }, '/refund'],
    [{ refund: {} }, '/refund'],
    [{ refund: { amount: 0 } }, '/refund'],
    [{ refund: { amount: 1.5 } }, '/refund'],
    [{ refund: { amount: '1' } }, '/refund'],
    [{ refund: { amount: 1, currency: 'USD' } }, '/refund'],
    [{ refund: [] }, '/refund'],
    [{ restock: 'yes' }, '/restock'],
    [{ lines: null, reason: 7 }, '/reason'],
  ])('refuses %j', async (body, pointer) => {
    expect((await post('/cancellations', body).expect(400)).body.errors[0].pointer).toContain(pointer);
  });
});

import { NOBODY, tee, useSoldOrder } from './use-sold-order';

const the = useSoldOrder();
const { post } = the;

afterEach(() => the.addsUp());

describe('POST /orders/{id}/returns', () => {
  it('restocks fulfilled units, takes their sale back and refunds their share', async () => {
    await post('/fulfilments', tee(2)).expect(201);
    const { body } = await post('/returns', { ...tee(1), id: 'r1', reason: 'too small' }).expect(201);
    expect(body).toMatchObject({ state: 'partially_fulfilled', version: 3, refunded: 333 });
    const told = { id: 'r1', refund: 'full', amount: 333, restock: true, reason: 'too small' };
    expect(body.returns).toEqual([
      { ...told, ...tee(1), transferId: body.payment.refundTransferId, at: body.updatedAt, actor: NOBODY },
    ]);
    expect(await the.counts()).toMatchObject({ TEE: [1, 2, 0, 1] });
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 8, sold: 2 });
    expect(await the.balances()).toEqual([2000 - 1099 + 333, 1099 - 333]);
    expect((await the.store.get('/journal?limit=200')).body.items.at(-1)).toMatchObject({
      type: 'order.returned',
      data: { id: 'o', returnId: 'r1', ...tee(1), refunded: 333 },
    });
  });

  it('refuses what was never fulfilled, and what came back already', async () => {
    const refused = async (left: number): Promise<void> => {
      const { body } = await post('/returns', tee(2)).expect(409);
      expect(body).toMatchObject({ code: 'QUANTITY_EXCEEDED', lines: [{ sku: 'TEE', left, requested: 2 }] });
    };
    await refused(0);
    await post('/fulfilments', tee(3)).expect(201);
    await post('/returns', tee(2)).expect(201);
    await refused(1);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 9, sold: 1 });
  });

  it('leaves a fulfilled order fulfilled, and gives back all of it in steps to the cent', async () => {
    await post('/fulfil').expect(200);
    for (const sku of ['TEE', 'MUG', 'TEE', 'MUG', 'TEE']) {
      const { body } = await post('/returns', { lines: [{ sku, quantity: 1 }] }).expect(201);
      expect(body.state).toBe('fulfilled');
    }
    expect(await the.balances()).toEqual([2000, 0]);
    expect(await the.counts()).toEqual({ TEE: [0, 3, 0, 3], MUG: [0, 2, 0, 2] });
  });

  it('writes units off where they are not restocked', async () => {
    await post('/fulfil').expect(200);
    await post('/returns', { ...tee(2), restock: false, refund: 'none' }).expect(201);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 7, sold: 1 });
    expect((await the.movements('TEE')).at(-1)).toMatchObject({ type: 'write_off', onHandChange: 0 });
    expect(await the.balances()).toEqual([2000 - 1099, 1099]);
  });

  it('is about lines, and honours If-Match', async () => {
    await post('/fulfil').expect(200);
    expect((await post('/returns', {}).expect(400)).body.errors[0].pointer).toBe('/lines');
    expect((await post('/returns', tee(1)).set('If-Match', '"1"').expect(412)).body.actual).toBe(2);
    await post('/returns', tee(1)).set('If-Match', '"2"').expect(201);
  });

  it('takes back units of an order that an older release fulfilled', async () => {
    const { client } = the.house.redis;
    const key = `ch:{${the.store.name}}:orders`;
    const record = (await client.hget(key, 'o'))!;
    await client.hset(key, 'o', record.replace('placed', 'fulfilled'));
    expect((await the.store.get('/orders/o')).body).toMatchObject({ version: 2, fulfilments: [] });
    expect(await the.counts()).toMatchObject({ TEE: [0, 3, 0, 0] });
    const { body } = await post('/returns', tee(1)).expect(201);
    expect(body).toMatchObject({ state: 'fulfilled', version: 3, refunded: 333 });
    expect(await the.counts()).toMatchObject({ TEE: [0, 3, 0, 1], MUG: [0, 2, 0, 0] });
  });
});

describe('POST /orders/{id}/refunds', () => {
  it('gives money back and no units, never more than is left', async () => {
    const { body } = await post('/refunds', { amount: 99, id: 'r1', reason: 'a scratch' }).expect(201);
    expect(body).toMatchObject({ state: 'placed', version: 2, refunded: 99 });
    const told = { id: 'r1', amount: 99, reason: 'a scratch', at: body.updatedAt, actor: NOBODY };
    expect(body.refunds).toEqual([{ ...told, transferId: body.payment.refundTransferId }]);
    expect((await post('/refunds', { amount: 1001 }).expect(409)).body).toMatchObject({
      code: 'REFUND_EXCEEDED',
      left: 1000,
      requested: 1001,
    });
    await post('/refunds', { amount: 1000 }).expect(201);
    expect((await post('/refunds', { amount: 1 }).expect(409)).body.left).toBe(0);
    expect(await the.balances()).toEqual([2000, 0]);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 7, sold: 3 });
    expect((await post('/cancel').expect(200)).body).toMatchObject({ state: 'cancelled', refunded: 1099 });
  });

  it('counts what the ledger has reversed by itself', async () => {
    const { payment } = (await the.store.get('/orders/o')).body;
    await the.store.post(`/ledger/transfers/${payment.transferId}/reverse`, { amount: 1000 }).expect(201);
    expect((await post('/refunds', { amount: 100 }).expect(409)).body.left).toBe(99);
  });

  it.each([{}, { amount: 0 }, { amount: 1.5 }, { amount: '1' }])('refuses %j', async (body) => {
    expect((await post('/refunds', body).expect(400)).body.errors[0].pointer).toBe('/amount');
  });
});

import { useShop } from '../../support/use-shop';
import { cartCalls } from './cart-calls';

const the = useShop();

const MAX = 9_007_199_254_740_991;
const { add, units } = cartCalls(the);

describe('POST /carts/{id}/lines', () => {
  it('adds to what the cart has', async () => {
    await add('TEE', 2).expect(200);
    const { body } = await add('TEE', 3).expect(200);
    expect(body).toMatchObject({ lines: [{ sku: 'TEE', quantity: 5, lineTotal: 9995 }], total: 9995 });
  });

  it('refuses more than is available in all, and leaves the cart as it was', async () => {
    await add('TEE', 8).expect(200);
    const { body } = await add('TEE', 3).expect(409);
    expect(body).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      shortages: [{ sku: 'TEE', requested: 11, available: 10 }],
    });
    expect(await units()).toEqual({ TEE: 8 });
  });

  it('defect 31: does not offer what a hold keeps back', async () => {
    await the.store
      .post('/inventory/reservations', { lines: [{ sku: 'TEE', quantity: 7 }], ttlSeconds: 60 })
      .expect(201);
    const { body } = await add('TEE', 4).expect(409);
    expect(body.shortages).toMatchObject([{ sku: 'TEE', requested: 4, available: 3 }]);
    await add('TEE', 3).expect(200);
  });

  it('does not know a SKU that was never stocked', async () => {
    expect((await add('NONE', 1).expect(404)).body).toMatchObject({ code: 'SKU_NOT_FOUND', skus: ['NONE'] });
  });

  it.each([-3, 0, 1.5, '1', null, undefined, 1e300, [1]])(
    'defect 23: refuses to add %p',
    async (quantity) => {
      await add('TEE', 2).expect(200);
      const { body } = await the.store.post('/carts/c/lines', { sku: 'TEE', quantity }).expect(400);
      expect(body.errors[0].pointer).toBe('/quantity');
      expect(await units()).toEqual({ TEE: 2 });
    },
  );

  it('refuses a quantity past the cap rather than rounding it', async () => {
    await the.store.receive('BIG', MAX);
    await add('BIG', MAX).expect(200);
    expect((await add('BIG', MAX).expect(409)).body).toMatchObject({ code: 'CAP_EXCEEDED', of: 'BIG' });
    expect(await units()).toEqual({ BIG: MAX });
  });

  it('has room for 100 lines', async () => {
    const items = Array.from({ length: 101 }, (_, i) => ({ sku: `S${i}`, delta: 5, reason: 'received' }));
    await the.store.post('/inventory/adjustments/batch', { items }).expect(200);
    for (let i = 0; i < 100; i++) await add(`S${i}`, 1).expect(200);
    expect((await add('S100', 1).expect(409)).body).toMatchObject({ code: 'CART_FULL', maxLines: 100 });
    expect((await add('S99', 1).expect(200)).body.lines).toHaveLength(100);
    await the.store.put('/carts/c/lines/S100', { quantity: 1 }).expect(409);
  });

  it('adds once under one idempotency key, and replays the cart as it was answered', async () => {
    const first = await add('TEE', 2, 'c', 'k').expect(200);
    await add('MUG', 1).expect(200);
    const again = await add('TEE', 2, 'c', 'k').expect(200);
    expect(again.headers).toMatchObject({ 'idempotent-replayed': 'true', etag: first.headers.etag });
    expect(again.text).toBe(first.text);
    expect(await units()).toEqual({ TEE: 2, MUG: 1 });
  });

  it('needs an idempotency key', async () => {
    const { body } = await the.store
      .post('/carts/c/lines', { sku: 'TEE', quantity: 1 })
      .unset('Idempotency-Key')
      .expect(400);
    expect(body.code).toBe('IDEMPOTENCY_KEY_MISSING');
  });
});

describe('PUT /carts/{id}/lines/{sku}', () => {
  const set = (sku: string, quantity: unknown) => the.store.put(`/carts/c/lines/${sku}`, { quantity });

  it('sets the quantity, and makes the line where there is none', async () => {
    expect((await set('TEE', 4).expect(200)).body.lines).toMatchObject([{ sku: 'TEE', quantity: 4 }]);
    expect((await set('TEE', 2).expect(200)).body.lines).toMatchObject([{ sku: 'TEE', quantity: 2 }]);
  });

  it('refuses more than is available, and a SKU that was never stocked', async () => {
    await set('TEE', 2).expect(200);
    expect((await set('TEE', 11).expect(409)).body.shortages).toEqual([
      { sku: 'TEE', requested: 11, available: 10 },
    ]);
    expect((await set('NONE', 1).expect(404)).body.code).toBe('SKU_NOT_FOUND');
    expect(await units()).toEqual({ TEE: 2 });
  });

  it('removes the line at 0, and leaves a cart without it as it is', async () => {
    await set('TEE', 2).expect(200);
    const { body } = await set('TEE', 0).expect(200);
    expect(body).toMatchObject({ lines: [], total: 0 });
    const { version } = (await set('TEE', 0).expect(200)).body;
    expect(version).toBe(body.version);
  });

  it.each([1.5, -5, '2', null, undefined])(
    'defect 24: refuses %p, and the line stays usable',
    async (quantity) => {
      await set('TEE', 2).expect(200);
      expect((await set('TEE', quantity).expect(400)).body.errors[0].pointer).toBe('/quantity');
      await add('TEE', 1).expect(200);
      expect(await units()).toEqual({ TEE: 3 });
    },
  );
});

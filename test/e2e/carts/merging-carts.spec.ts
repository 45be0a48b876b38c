import { useShop } from '../../support/use-shop';
import { cartCalls } from './cart-calls';

const the = useShop();

const MAX = 9_007_199_254_740_991;
const { add, read, units } = cartCalls(the);

describe('POST /carts/{id}/merge', () => {
  const merge = (strategy: string, body: object = {}) =>
    the.store.post('/carts/c/merge', { from: 'guest', strategy, ...body });

  beforeEach(async () => {
    await add('TEE', 4).expect(200);
    await add('MUG', 2, 'guest').expect(200);
    await add('TEE', 3, 'guest').expect(200);
  });

  it.each([
    ['sum', 7],
    ['max', 4],
    ['keep', 4],
  ])(
    '%s makes 4 and 3 to %d, takes over what only the other has, and clears it',
    async (strategy, quantity) => {
      const { body } = await merge(strategy).expect(200);
      expect(
        body.lines.map(({ sku, quantity }: { sku: string; quantity: number }) => [sku, quantity]),
      ).toEqual([
        ['TEE', quantity],
        ['MUG', 2],
      ]);
      expect(body.total).toBe(quantity * 1999 + 2 * 850);
      expect(await units('guest')).toEqual({});
    },
  );

  it('max takes the larger one also where it is the other cart that has it', async () => {
    await add('TEE', 5, 'guest').expect(200);
    expect((await merge('max').expect(200)).body.lines[0].quantity).toBe(8);
  });

  it('does not fail over a line that sold out meanwhile; its availability tells', async () => {
    await the.store.post('/inventory/items/TEE/deductions', { quantity: 9 }).expect(201);
    const { body } = await merge('sum').expect(200);
    expect(body.lines[0]).toMatchObject({ quantity: 7, available: 1, availability: 'limited' });
  });

  it('takes nothing from a cart that is empty, that never was, or that has expired', async () => {
    await merge('sum').expect(200);
    const before = await read();
    await the.house.redis.client.del(`ch:{${the.store.name}}:cart:guest`);
    await add('TEE', 1, 'late').expect(200);
    const key = `ch:{${the.store.name}}:cart:late`;
    const record = (await the.house.redis.client.get(key))!;
    await the.house.redis.client.set(key, record.replace(/ \d{13} /, ' 1000000000000 '));
    for (const from of ['guest', 'none', 'late']) {
      for (const strategy of ['sum', 'max', 'keep']) {
        const { body, headers } = await merge(strategy, { from }).expect(200);
        expect(body).toEqual(before);
        expect(headers.etag).toBe(`"${before.version}"`);
      }
    }
    expect(await read()).toEqual(before);
  });

  it('of two carts that never were is empty, and makes neither', async () => {
    const { body } = await the.store
      .post('/carts/new/merge', { from: 'none', strategy: 'sum' }, 'k')
      .expect(200);
    expect(body).toEqual((await the.store.get('/carts/new').expect(200)).body);
    expect(body).toMatchObject({ lines: [], total: 0, version: 0, expiresAt: null });
    const again = await the.store.post('/carts/new/merge', { from: 'none', strategy: 'sum' }, 'k');
    expect(again.headers['idempotent-replayed']).toBe('true');
  });

  it('of a cart that never was still asks for the version of the target', async () => {
    const stale = await merge('sum', { from: 'none' }).set('If-Match', '"9999"').expect(412);
    expect(stale.body.code).toBe('VERSION_MISMATCH');
  });

  it('leaves lines beyond 100 in the other cart, and names them', async () => {
    const items = Array.from({ length: 98 }, (_, i) => ({ sku: `S${i}`, delta: 5, reason: 'received' }));
    await the.store.post('/inventory/adjustments/batch', { items }).expect(200);
    for (const { sku } of items) await add(sku, 1).expect(200);
    await the.store.receive('HAT', 1);
    await add('HAT', 1, 'guest').expect(200);
    const { body } = await merge('sum').expect(200);
    expect(body.lines).toHaveLength(100);
    expect(body.left).toEqual([{ sku: 'HAT', quantity: 1 }]);
    expect(await units('guest')).toEqual({ HAT: 1 });
    const again = (await merge('sum').expect(200)).body;
    expect(again).toEqual({ ...(await read()), left: [{ sku: 'HAT', quantity: 1 }] });
    expect(again.version).toBe(body.version);
    await the.store.delete('/carts/c/lines/S7').expect(200);
    expect((await merge('sum').expect(200)).body).not.toHaveProperty('left');
    expect(await units('guest')).toEqual({});
  });

  it('is refused where a line would pass the cap, and moves nothing', async () => {
    await the.store.receive('BIG', MAX);
    await add('BIG', MAX, 'x').expect(200);
    await add('BIG', 1, 'guest').expect(200);
    const { body } = await the.store.post('/carts/x/merge', { from: 'guest', strategy: 'sum' }).expect(409);
    expect(body).toMatchObject({ code: 'CAP_EXCEEDED', of: 'BIG', field: 'quantity' });
    expect(await units('x')).toEqual({ BIG: MAX });
    expect((await units('guest')).BIG).toBe(1);
  });

  it('refuses a cart into itself and a strategy that is none', async () => {
    expect((await merge('sum', { from: 'c' }).expect(400)).body.errors[0].pointer).toBe('/from');
    expect((await merge('least').expect(400)).body.errors[0].pointer).toBe('/strategy');
  });

  it('happens once under one idempotency key', async () => {
    const body = { from: 'guest', strategy: 'sum' };
    await the.store.post('/carts/c/merge', body, 'k').expect(200);
    await add('TEE', 1, 'guest').expect(200);
    await the.store.post('/carts/c/merge', body, 'k').expect(200);
    expect(await units('guest')).toEqual({ TEE: 1 });
  });
});

import { StoreCalls } from '../../support/house';
import { useShop } from '../../support/use-shop';
import { cartCalls } from './cart-calls';

const the = useShop();

const { add, read, units } = cartCalls(the);

describe('If-Match', () => {
  it('defect 30: of two tabs that set from what they saw, the second is refused and told the version', async () => {
    const { headers } = await add('TEE', 1).expect(200);
    const set = (quantity: number) =>
      the.store.put('/carts/c/lines/TEE', { quantity }).set('If-Match', headers.etag!);
    const { body } = await set(5).expect(200);
    const late = await set(2).expect(412);
    expect(late.body).toMatchObject({ code: 'VERSION_MISMATCH', actual: body.version });
    expect(await units()).toEqual({ TEE: 5 });
  });

  it('is taken by every change', async () => {
    const stale = async (request: ReturnType<StoreCalls['get']>) =>
      expect((await request.set('If-Match', '"9999"').expect(412)).body.code).toBe('VERSION_MISMATCH');
    await add('TEE', 2).expect(200);
    await add('MUG', 2, 'guest').expect(200);
    const before = await read();
    await stale(add('TEE', 1));
    await stale(the.store.put('/carts/c/lines/TEE', { quantity: 1 }));
    await stale(the.store.post('/carts/c/lines/TEE/removals', { quantity: 1 }));
    await stale(the.store.delete('/carts/c/lines/TEE'));
    await stale(the.store.delete('/carts/c'));
    await stale(the.store.post('/carts/c/merge', { from: 'guest', strategy: 'sum' }));
    await stale(the.store.post('/carts/c/checkout', { customerId: 'ann' }));
    expect(await read()).toEqual(before);
  });

  it('may be a list, of which one is current', async () => {
    const { headers } = await add('TEE', 1).expect(200);
    await add('TEE', 1).set('If-Match', '"9999", "9998"').expect(412);
    await add('TEE', 1).set('If-Match', `"9999", ${headers.etag!}`).expect(200);
    await add('TEE', 1).set('If-Match', `"9999", ${headers.etag!}`).expect(412);
    expect(await units()).toEqual({ TEE: 2 });
  });

  it('"0" is the version of a cart that does not exist', async () => {
    await add('TEE', 1).set('If-Match', '"0"').expect(200);
    await add('TEE', 1).set('If-Match', '"0"').expect(412);
  });

  it('does not stand in the way of a replay', async () => {
    const { headers } = await add('TEE', 1).expect(200);
    const again = () => add('TEE', 1, 'c', 'k').set('If-Match', headers.etag!);
    await again().expect(200);
    expect((await again().expect(200)).headers['idempotent-replayed']).toBe('true');
  });
});

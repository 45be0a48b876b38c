import { House, StoreCalls } from '../../support/house';

let house: House;
let store: StoreCalls;

beforeAll(async () => {
  house = await House.open();
});
afterAll(() => house.close());
beforeEach(async () => {
  store = await house.store();
  await store.receive('TEE', 10);
  await store.receive('MUG', 5);
  await store.price('TEE', 1999);
  await store.price('MUG', 850);
});

const add = (sku: string, quantity: number, cart = 'c', key?: string) =>
  store.post(`/carts/${cart}/lines`, { sku, quantity }, key);
const read = async (cart = 'c') => (await store.get(`/carts/${cart}`).expect(200)).body;
const units = async (cart = 'c'): Promise<Record<string, number>> => {
  const lines: { sku: string; quantity: number }[] = (await read(cart)).lines;
  return Object.fromEntries(lines.map(({ sku, quantity }) => [sku, quantity]));
};

describe('If-Match', () => {
  it('defect 30: of two tabs that set from what they saw, the second is refused and told the version', async () => {
    const { headers } = await add('TEE', 1).expect(200);
    const set = (quantity: number) =>
      store.put('/carts/c/lines/TEE', { quantity }).set('If-Match', headers.etag!);
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
    await stale(store.put('/carts/c/lines/TEE', { quantity: 1 }));
    await stale(store.post('/carts/c/lines/TEE/removals', { quantity: 1 }));
    await stale(store.delete('/carts/c/lines/TEE'));
    await stale(store.delete('/carts/c'));
    await stale(store.post('/carts/c/merge', { from: 'guest', strategy: 'sum' }));
    await stale(store.post('/carts/c/checkout', { customerId: 'ann' }));
    expect(await read()).toEqual(before);
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

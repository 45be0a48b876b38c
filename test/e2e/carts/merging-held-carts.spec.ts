import { useShop } from '../../support/use-shop';
import { cartCalls } from './cart-calls';

const the = useShop({ SWEEP_INTERVAL_MS: 3_600_000 });
const { add, read } = cartCalls(the);

const merge = (strategy = 'sum') => the.store.post('/carts/c/merge', { from: 'guest', strategy });
const hold = async (cart: string, body: object = {}) =>
  (await the.store.post(`/carts/${cart}/hold`, { ttlSeconds: 600, ...body }).expect(200)).body.hold;
const reservation = async (id: string) =>
  (await the.store.get(`/inventory/reservations/${id}`).expect(200)).body;
const reserved = async () => [
  (await the.store.stock('TEE')).reserved,
  (await the.store.stock('MUG')).reserved,
];
const prices = async () => (await read()).lines.map(({ sku, unitPrice }) => [sku, unitPrice]);
const sell = (sku: string, quantity: number) =>
  the.store.post(`/inventory/items/${sku}/deductions`, { quantity }).expect(201);

beforeEach(async () => {
  await add('TEE', 4).expect(200);
  await add('MUG', 2, 'guest').expect(200);
  await add('TEE', 3, 'guest').expect(200);
});
afterEach(async () => {
  expect((await the.store.post('/inventory/audits').expect(200)).body.drift).toEqual([]);
});

describe('POST /carts/{id}/merge into a held cart', () => {
  it('holds anew all lines that the cart has then, and what the guest kept back is free for that', async () => {
    const own = await hold('c');
    const guest = await hold('guest');
    await sell('TEE', 3);
    await sell('MUG', 3);
    const { body } = await merge().expect(200);
    expect(body.hold).toMatchObject({ reservationId: own.reservationId, expiresAt: own.expiresAt });
    expect(await reserved()).toEqual([7, 2]);
    expect((await reservation(own.reservationId)).lines).toEqual([
      { sku: 'TEE', quantity: 7 },
      { sku: 'MUG', quantity: 2 },
    ]);
    expect((await reservation(guest.reservationId)).state).toBe('cancelled');
    expect(await read('guest')).not.toHaveProperty('hold');
  });

  it('gives lines of the guest the prices of the moment', async () => {
    await hold('c');
    await hold('guest');
    await the.store.price('TEE', 1);
    await the.store.price('MUG', 2);
    await merge().expect(200);
    expect(await prices()).toEqual([
      ['TEE', 1999],
      ['MUG', 2],
    ]);
  });

  it('goes without where stock is short, and does not fail', async () => {
    const own = await hold('c');
    await sell('TEE', 4);
    const { body } = await merge().expect(200);
    expect(body).not.toHaveProperty('hold');
    expect(body.lines[0]).toMatchObject({ sku: 'TEE', quantity: 7, available: 6, availability: 'limited' });
    expect((await reservation(own.reservationId)).state).toBe('cancelled');
    expect(await reserved()).toEqual([0, 0]);
  });

  it('stays as it is where the guest has nothing', async () => {
    await hold('c');
    const before = await read();
    const { body } = await the.store.post('/carts/c/merge', { from: 'none', strategy: 'sum' }).expect(200);
    expect(body).toEqual(before);
  });
});

describe('POST /carts/{id}/merge of a held guest into a cart that is not', () => {
  it('takes the hold over, with its deadline and its prices, for all lines', async () => {
    const guest = await hold('guest');
    await the.store.price('TEE', 1);
    await the.store.price('MUG', 2);
    await the.store.receive('HAT', 1);
    await the.store.price('HAT', 3);
    await add('HAT', 1).expect(200);
    const { body } = await merge('max').expect(200);
    expect(body.hold).toMatchObject({ reservationId: guest.reservationId, expiresAt: guest.expiresAt });
    expect(await prices()).toEqual([
      ['TEE', 1999],
      ['HAT', 3],
      ['MUG', 850],
    ]);
    expect(await reserved()).toEqual([4, 2]);
    expect(await reservation(guest.reservationId)).toMatchObject({ state: 'active', cartId: 'c' });
    await the.store.put('/carts/c/lines/MUG', { quantity: 1 }).expect(200);
    await the.store.put('/carts/guest/lines/TEE', { quantity: 1 }).expect(200);
    expect(await reserved()).toEqual([4, 1]);
    const order = (await the.store.post('/carts/c/checkout', { customerId: 'ann' }).expect(201)).body;
    expect(order).toMatchObject({ reservationId: guest.reservationId, total: 4 * 1999 + 3 + 850 });
  });

  it('takes it over without prices where those were not frozen', async () => {
    await hold('guest', { freezePrices: false });
    await the.store.price('TEE', 1);
    await merge().expect(200);
    expect(await prices()).toEqual([
      ['TEE', 1],
      ['MUG', 850],
    ]);
  });

  it('goes without where stock is short', async () => {
    const guest = await hold('guest');
    await sell('TEE', 4);
    const { body } = await merge().expect(200);
    expect(body).not.toHaveProperty('hold');
    expect((await reservation(guest.reservationId)).state).toBe('cancelled');
    expect(await reserved()).toEqual([0, 0]);
  });
});

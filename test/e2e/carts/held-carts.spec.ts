import { effectsIn } from '../../support/journal';
import { lapse } from '../../support/lapse';
import { useShop } from '../../support/use-shop';
import { cartCalls } from './cart-calls';

const the = useShop({ SWEEP_INTERVAL_MS: 3_600_000 });
const { add, read } = cartCalls(the);

const CART = '/carts/c';
const hold = (body: object = {}, cart = 'c') =>
  the.store.post(`/carts/${cart}/hold`, { ttlSeconds: 600, ...body });
const set = (sku: string, quantity: number) => the.store.put(`${CART}/lines/${sku}`, { quantity });
const reservation = async (id: string) =>
  (await the.store.get(`/inventory/reservations/${id}`).expect(200)).body;
const reserved = async (sku: string): Promise<number> => (await the.store.stock(sku)).reserved;
const audited = async () =>
  expect((await the.store.post('/inventory/audits').expect(200)).body.drift).toEqual([]);
const events = async (): Promise<string[]> =>
  (await effectsIn(the.house.redis.client, `ch:{${the.store.name}}:journal`)).map(({ type }) => type);
/** Sells all that anybody else could have. */
async function sellOut(sku: string): Promise<void> {
  const { available } = await the.store.stock(sku);
  await the.store.post(`/inventory/items/${sku}/deductions`, { quantity: available }).expect(201);
}

beforeEach(async () => {
  await add('TEE', 4).expect(200);
  await add('MUG', 2).expect(200);
});

describe('POST /carts/{id}/hold', () => {
  it('keeps back exactly the lines of the cart, in one reservation', async () => {
    const before = await read();
    const { body, headers } = await hold({ ownerId: 'ann' }).expect(200);
    expect(body).toMatchObject({ lines: before.lines, total: before.total });
    expect(body.hold).toEqual({
      reservationId: expect.any(String),
      expiresAt: expect.any(String),
      total: before.total,
    });
    expect(headers.etag).toBe(`"${body.version}"`);
    expect(body.version).toBeGreaterThan(before.version);
    expect(await read()).toEqual(body);
    const kept = await reservation(body.hold.reservationId);
    expect(kept).toMatchObject({
      state: 'active',
      cartId: 'c',
      ownerId: 'ann',
      expiresAt: body.hold.expiresAt,
      lines: [
        { sku: 'TEE', quantity: 4 },
        { sku: 'MUG', quantity: 2 },
      ],
    });
    expect([await reserved('TEE'), await reserved('MUG')]).toEqual([4, 2]);
    expect((await events()).slice(-2)).toEqual(['reservation.created', 'cart.held']);
    await audited();
  });

  it('counts its own units as available to this cart alone', async () => {
    await hold().expect(200);
    expect((await read()).lines[0]).toMatchObject({ quantity: 4, available: 10, availability: 'in_stock' });
    await sellOut('TEE');
    expect((await read()).lines[0]).toMatchObject({ quantity: 4, available: 4, availability: 'in_stock' });
    expect((await the.store.stock('TEE')).available).toBe(0);
    await add('TEE', 1, 'other').expect(409);
  });

  it('is refused where a line is short, and keeps nothing', async () => {
    await sellOut('TEE');
    const { body } = await hold().expect(409);
    expect(body).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      shortages: [{ sku: 'TEE', requested: 4, available: 0 }],
    });
    expect([await reserved('TEE'), await reserved('MUG')]).toEqual([0, 0]);
    expect(await read()).not.toHaveProperty('hold');
  });

  it('is refused for a cart without lines, and for a stale version', async () => {
    expect((await hold({}, 'none').expect(409)).body).toMatchObject({ code: 'CART_EMPTY', id: 'none' });
    expect((await hold().set('If-Match', '"1"').expect(412)).body.code).toBe('VERSION_MISMATCH');
  });

  it.each([
    [{ ttlSeconds: 0 }, '/ttlSeconds'],
    [{ ttlSeconds: 2_592_001 }, '/ttlSeconds'],
    [{ freezePrices: 'no' }, '/freezePrices'],
    [{ until: 7 }, '/until'],
  ])('refuses %j', async (body, pointer) => {
    expect((await hold(body).expect(400)).body.errors[0].pointer).toBe(pointer);
  });

  it('holds anew a cart that is held: its own units do not stand in its way', async () => {
    const first = (await hold().expect(200)).body.hold;
    await sellOut('TEE');
    const second = (await hold({ ttlSeconds: 900 }).expect(200)).body.hold;
    expect(second.reservationId).not.toBe(first.reservationId);
    expect((await reservation(first.reservationId)).state).toBe('cancelled');
    expect(Date.parse(second.expiresAt)).toBeGreaterThan(Date.parse(first.expiresAt) + 200_000);
    expect([await reserved('TEE'), await reserved('MUG')]).toEqual([4, 2]);
    await audited();
  });

  it('happens once under one idempotency key', async () => {
    const send = () => the.store.post(`${CART}/hold`, { ttlSeconds: 600 }, 'k');
    const { text } = await send().expect(200);
    await the.store.delete(CART).expect(200);
    expect((await send().expect(200)).text).toBe(text);
    expect(await reserved('TEE')).toBe(0);
  });
});

describe('the prices of a held cart', () => {
  it('are those of the moment of the hold, and of a new line those of its own', async () => {
    await hold().expect(200);
    await the.store.price('TEE', 5);
    await the.store.price('HAT', 70);
    await the.store.receive('HAT', 3);
    await add('HAT', 1).expect(200);
    await the.store.price('HAT', 1);
    await add('TEE', 1).expect(200);
    const cart = await read();
    expect(cart.lines.map(({ unitPrice }) => unitPrice)).toEqual([1999, 850, 70]);
    expect(cart.total).toBe(5 * 1999 + 2 * 850 + 70);
    expect(cart.hold!.total).toBe(cart.total);
    const { body } = await the.store.post(`${CART}/checkout`, { customerId: 'ann' }).expect(201);
    expect(body.total).toBe(cart.total);
  });

  it('stay with their lines where another is removed', async () => {
    await hold().expect(200);
    for (const sku of ['TEE', 'MUG']) await the.store.price(sku, 1);
    await the.store.delete(`${CART}/lines/TEE`).expect(200);
    expect((await read()).lines).toMatchObject([{ sku: 'MUG', unitPrice: 850 }]);
  });

  it('are those of the day where that is asked for, and once the hold is over', async () => {
    await hold({ freezePrices: false }).expect(200);
    await the.store.price('TEE', 5);
    expect((await read()).hold!.total).toBe(4 * 5 + 2 * 850);
    const { reservationId } = (await hold().expect(200)).body.hold;
    await the.store.price('TEE', 7);
    expect((await read()).total).toBe(4 * 5 + 2 * 850);
    await lapse(the.house.redis.client, the.store.name, reservationId);
    const cart = await read();
    expect(cart).not.toHaveProperty('hold');
    expect(cart.total).toBe(4 * 7 + 2 * 850);
  });

  it('may be missing, and then those of the day count', async () => {
    await the.store.delete('/prices/TEE').expect(200);
    expect((await hold().expect(200)).body.hold.total).toBeNull();
    await the.store.delete(`${CART}/lines/MUG`).expect(200);
    expect((await read()).lines).toMatchObject([{ sku: 'TEE', unitPrice: null }]);
    await the.store.price('TEE', 9);
    expect((await read()).hold!.total).toBe(36);
  });
});

describe('a line of a held cart', () => {
  it('takes more units, or gives some back, in the same step', async () => {
    const { reservationId } = (await hold().expect(200)).body.hold;
    await set('TEE', 6).expect(200);
    expect(await reserved('TEE')).toBe(6);
    await the.store.post(`${CART}/lines/TEE/removals`, { quantity: 5 }).expect(200);
    expect(await reserved('TEE')).toBe(1);
    await the.store.delete(`${CART}/lines/MUG`).expect(200);
    expect(await reserved('MUG')).toBe(0);
    expect(await reservation(reservationId)).toMatchObject({
      state: 'active',
      lines: [{ sku: 'TEE', quantity: 1 }],
    });
    await audited();
    const { body } = await the.store.delete(`${CART}/lines/TEE`).expect(200);
    expect(body).not.toHaveProperty('hold');
    expect((await reservation(reservationId)).state).toBe('cancelled');
    expect(await reserved('TEE')).toBe(0);
  });

  it('cannot have more than is available to the cart', async () => {
    await hold().expect(200);
    const { body } = await set('TEE', 11).expect(409);
    expect(body.shortages).toMatchObject([{ sku: 'TEE', requested: 11, available: 10 }]);
    await sellOut('TEE');
    expect((await add('TEE', 1).expect(409)).body.shortages).toMatchObject([
      { sku: 'TEE', requested: 5, available: 4 },
    ]);
    await set('TEE', 4).expect(200);
    await set('TEE', 3).expect(200);
    expect(await reserved('TEE')).toBe(3);
  });

  it('keeps the rest of a reservation that was cancelled in part', async () => {
    const { reservationId } = (await hold().expect(200)).body.hold;
    const part = { lines: [{ sku: 'TEE', quantity: 3 }] };
    await the.store.post(`/inventory/reservations/${reservationId}/cancel`, part).expect(200);
    await set('MUG', 3).expect(200);
    expect([await reserved('TEE'), await reserved('MUG')]).toEqual([1, 3]);
    await set('TEE', 3).expect(200);
    expect(await reserved('TEE')).toBe(1);
    await set('TEE', 5).expect(200);
    expect(await reserved('TEE')).toBe(5);
  });
});

describe('the end of a hold', () => {
  it('comes with clearing the cart', async () => {
    const { reservationId } = (await hold().expect(200)).body.hold;
    expect((await the.store.delete(CART).expect(200)).body).not.toHaveProperty('hold');
    expect((await reservation(reservationId)).state).toBe('cancelled');
    expect([await reserved('TEE'), await reserved('MUG')]).toEqual([0, 0]);
  });

  it('comes no later than that of the cart, also where the reservation is extended', async () => {
    const { body } = await hold({ ttlSeconds: 2_592_000 }).expect(200);
    expect(body.hold.expiresAt).toBe(body.expiresAt);
    const extend = `/inventory/reservations/${body.hold.reservationId}/extend`;
    const extended = (await the.store.post(extend, { ttlSeconds: 2_592_000 }).expect(200)).body;
    expect(Date.parse(extended.expiresAt)).toBeLessThanOrEqual(Date.parse(body.expiresAt) + 1000);
  });

  it('may be brought about by its reservation, whose lines cannot be set', async () => {
    const { reservationId } = (await hold().expect(200)).body.hold;
    const path = `/inventory/reservations/${reservationId}`;
    const refused = await the.store
      .put(`${path}/lines`, { lines: [{ sku: 'TEE', quantity: 1 }] })
      .expect(409);
    expect(refused.body).toMatchObject({ code: 'INVALID_STATE', state: 'active', cartId: 'c' });
    await the.store.post(`${path}/cancel`).expect(200);
    expect(await read()).not.toHaveProperty('hold');
    await set('TEE', 5).expect(200);
    expect(await reserved('TEE')).toBe(0);
  });
});

describe('checkout of a held cart', () => {
  const checkOut = (body: object = {}) => the.store.post(`${CART}/checkout`, { customerId: 'ann', ...body });

  it('takes the units that are kept back, though nothing else is left', async () => {
    const { reservationId, total } = (await hold().expect(200)).body.hold;
    await sellOut('TEE');
    await sellOut('MUG');
    await the.store.price('TEE', 1);
    const { body } = await checkOut({ expectedTotal: total }).expect(201);
    expect(body).toMatchObject({ total, reservationId });
    expect((await reservation(reservationId)).state).toBe('committed');
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 0, reserved: 0, sold: 10 });
    expect(await read()).toMatchObject({ lines: [] });
    expect(await read()).not.toHaveProperty('hold');
    await audited();
  });

  it('takes what is available beside what is left of them', async () => {
    const { reservationId } = (await hold().expect(200)).body.hold;
    const part = { lines: [{ sku: 'TEE', quantity: 3 }] };
    await the.store.post(`/inventory/reservations/${reservationId}/cancel`, part).expect(200);
    await the.store.post('/inventory/items/TEE/deductions', { quantity: 7 }).expect(201);
    const { body } = await checkOut().expect(409);
    expect(body.shortages).toMatchObject([{ sku: 'TEE', requested: 4, available: 3 }]);
    await the.store.receive('TEE', 1);
    await checkOut().expect(201);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 0, reserved: 0, sold: 11 });
    await audited();
  });

  it('competes as any other once the hold is over, at the prices of the day', async () => {
    const { reservationId, total } = (await hold().expect(200)).body.hold;
    await the.store.price('TEE', 1);
    await lapse(the.house.redis.client, the.store.name, reservationId);
    const { body } = await checkOut({ expectedTotal: total }).expect(409);
    expect(body).toMatchObject({ code: 'TOTAL_CHANGED', total: 4 + 2 * 850 });
    const order = (await checkOut({ expectedTotal: 4 + 2 * 850 }).expect(201)).body;
    expect(order.reservationId).toBeNull();
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 6, sold: 4 });
    await the.store.post('/inventory/sweeper/runs').expect(200);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 6, reserved: 0 });
    await audited();
  });

  it('is refused where its units were sold after the hold was over', async () => {
    const { reservationId } = (await hold().expect(200)).body.hold;
    await lapse(the.house.redis.client, the.store.name, reservationId);
    await sellOut('TEE');
    expect((await checkOut().expect(409)).body.shortages).toEqual([
      { sku: 'TEE', requested: 4, available: 0 },
    ]);
  });
});

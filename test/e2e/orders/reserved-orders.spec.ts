import { sleep } from '../../support/time';
import { useShop } from '../../support/use-shop';

const the = useShop({ SWEEP_INTERVAL_MS: 3_600_000 });

const LINES = [
  { sku: 'TEE', quantity: 6 },
  { sku: 'MUG', quantity: 1 },
];
const reserve = (ttlSeconds = 60) =>
  the.store
    .post('/inventory/reservations', { lines: LINES, ttlSeconds, id: 'h', ownerId: 'ann' })
    .expect(201);
const order = (more: object = {}, key?: string) =>
  the.store.post('/orders', { customerId: 'ann', reservationId: 'h', id: 'o', ...more }, key);
const reservation = async () => (await the.store.get('/inventory/reservations/h').expect(200)).body;
const clean = async () =>
  expect((await the.store.post('/inventory/audits').expect(200)).body.drift).toEqual([]);

describe('POST /orders with a reservationId', () => {
  it('makes the hold the sale, whole, at the prices of the moment', async () => {
    await reserve();
    await the.store.price('MUG', 900);
    const { body } = await order().expect(201);
    expect(body).toMatchObject({
      id: 'o',
      state: 'placed',
      reservationId: 'h',
      lines: [
        { sku: 'TEE', quantity: 6, unitPrice: 1999, lineTotal: 11994 },
        { sku: 'MUG', quantity: 1, unitPrice: 900, lineTotal: 900 },
      ],
      units: 7,
      total: 12894,
    });
    expect(await reservation()).toMatchObject({ state: 'committed', endedAt: body.createdAt });
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 4, reserved: 0, available: 4, sold: 6 });
    expect(await the.house.redis.client.exists(`ch:{${the.store.name}}:hold:h`)).toBe(0);
    await clean();
  });

  it('needs nothing that is available: the hold has its units', async () => {
    await reserve();
    await the.store.post('/inventory/items/TEE/deductions', { quantity: 4 }).expect(201);
    await order().expect(201);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 0, sold: 10 });
  });

  it('leaves the hold as it is where the order cannot be placed', async () => {
    await reserve();
    await the.store.delete('/prices/MUG').expect(200);
    expect((await order().expect(409)).body).toMatchObject({ code: 'PRICE_MISSING', missingPrices: ['MUG'] });
    expect(await reservation()).toMatchObject({ state: 'active' });
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 10, reserved: 6, sold: 0 });
    await the.store.price('MUG', 1);
    await order().expect(201);
  });

  it('sells a hold once, whoever is second', async () => {
    await reserve();
    await order().expect(201);
    expect((await order({ id: 'o2' }).expect(409)).body).toMatchObject({
      code: 'INVALID_STATE',
      id: 'h',
      state: 'committed',
    });
    await the.store.post('/inventory/reservations/h/commit').expect(409);
    await the.store.post('/inventory/reservations/h/cancel').expect(409);
    expect((await the.store.stock('TEE')).sold).toBe(6);
  });

  it('replays its answer under its key, though the hold is over by then', async () => {
    await reserve();
    const first = await order({}, 'k').expect(201);
    const again = await order({}, 'k').expect(201);
    expect(again.text).toBe(first.text);
    expect(again.headers['idempotent-replayed']).toBe('true');
  });

  it('cannot sell a hold that is over, and gives its units back', async () => {
    await reserve(1);
    await sleep(1_050);
    expect((await order().expect(409)).body.code).toBe('RESERVATION_EXPIRED');
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 10, reserved: 0, sold: 0 });
    expect((await the.store.get('/orders')).body.items).toEqual([]);
  });

  it('does not know a hold that never was', async () => {
    expect((await order().expect(404)).body.code).toBe('RESERVATION_NOT_FOUND');
  });

  it('is cancelled like any other', async () => {
    await reserve();
    await order().expect(201);
    await the.store.post('/orders/o/cancel').expect(200);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 10, reserved: 0, sold: 0 });
    expect(await reservation()).toMatchObject({ state: 'committed' });
    await clean();
  });
});

import { Test } from 'supertest';
import { lapse } from '../../support/lapse';
import { useShop } from '../../support/use-shop';

const the = useShop({ SWEEP_INTERVAL_MS: 3_600_000 });

const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
const campaign = (settings: object) =>
  the.store.put('/campaigns/drop', { skus: ['TEE', 'MUG'], ...settings });
const deduct = (quantity: number, ownerId?: string, id?: string): Test =>
  the.store.post('/inventory/items/TEE/deductions', { quantity, ownerId, id });
const reserve = (units: Record<string, number>, ownerId?: string, id?: string): Test => {
  const lines = Object.entries(units).map(([sku, quantity]) => ({ sku, quantity }));
  return the.store.post('/inventory/reservations', { lines, ttlSeconds: 600, ownerId, id });
};
const order = (customerId: string, body: object, id?: string): Test =>
  the.store.post('/orders', { customerId, id, ...body });
const lines = (quantity: number, sku = 'TEE'): object => ({ lines: [{ sku, quantity }] });
const used = async (ownerId: string): Promise<number> =>
  (await the.store.get(`/campaigns/drop/owners/${ownerId}`).expect(200)).body.used;
const usedInAll = async (): Promise<number> => (await the.store.get('/campaigns/drop').expect(200)).body.used;
const takers: [string, (quantity: number) => Test][] = [
  ['a deduction', (quantity) => deduct(quantity, 'ann')],
  ['a reservation', (quantity) => reserve({ TEE: quantity }, 'ann')],
  ['an order', (quantity) => order('ann', lines(quantity))],
];

describe('a window', () => {
  it.each(takers)('that has not opened refuses %s', async (_, take) => {
    const opensAt = inMinutes(5);
    await campaign({ opensAt }).expect(201);
    const { body } = await take(1).expect(409);
    expect(body).toMatchObject({ code: 'SALE_NOT_OPEN', opensAt, campaignId: 'drop' });
  });

  it.each(takers)('that has closed refuses %s', async (_, take) => {
    const closesAt = inMinutes(-5);
    expect((await campaign({ closesAt }).expect(201)).body.state).toBe('closed');
    expect((await take(1).expect(409)).body).toMatchObject({ code: 'SALE_CLOSED', closedAt: closesAt });
  });

  it('refuses a batch item by item, and a held cart', async () => {
    await campaign({ opensAt: inMinutes(5), skus: ['TEE'] }).expect(201);
    const items = [{ sku: 'TEE', quantity: 1 }, { sku: 'MUG', quantity: 1 }]; // prettier-ignore
    const { results } = (await the.store.post('/inventory/deductions/batch', { items }).expect(200)).body;
    expect(results).toMatchObject([{ status: 409, body: { code: 'SALE_NOT_OPEN' } }, { status: 201 }]);
    await the.store.post('/carts/c/lines', { sku: 'TEE', quantity: 1 }).expect(200);
    expect((await the.store.post('/carts/c/hold', { ttlSeconds: 60 }).expect(409)).body.code).toBe(
      'SALE_NOT_OPEN',
    );
    const checkout = (await the.store.post('/carts/c/checkout', { customerId: 'ann' }).expect(409)).body;
    expect(checkout.code).toBe('SALE_NOT_OPEN');
  });

  it('does not matter to a reservation that was made in time', async () => {
    await campaign({}).expect(201);
    await reserve({ TEE: 2 }, 'ann', 'r1').expect(201);
    await reserve({ TEE: 1 }, 'ann', 'r2').expect(201);
    await campaign({ closesAt: inMinutes(-1) }).expect(200);
    await the.store.post('/inventory/reservations/r1/commit').expect(200);
    await order('ann', { reservationId: 'r2' }).expect(201);
    expect([await used('ann'), await usedInAll()]).toEqual([3, 3]);
    const more = { lines: [{ sku: 'TEE', quantity: 1 }] };
    expect((await order('ann', more).expect(409)).body.code).toBe('SALE_CLOSED');
  });

  it('names what else stands against it: windows, limits, stock', async () => {
    await the.store.put('/campaigns/mugs', { skus: ['MUG'], opensAt: inMinutes(5) }).expect(201);
    await campaign({ skus: ['TEE'], perOperation: 3 }).expect(201);
    const { body } = await reserve({ MUG: 1, TEE: 11 }, 'ann').expect(409);
    expect(body).toMatchObject({ code: 'SALE_NOT_OPEN', shortages: [{ sku: 'TEE' }], scope: 'perOperation' });
    expect(body.codes).toEqual(['SALE_NOT_OPEN', 'PURCHASE_LIMIT', 'INSUFFICIENT_STOCK']);
    const one = (await deduct(11, 'ann').expect(409)).body;
    expect(one.codes).toEqual(['PURCHASE_LIMIT', 'INSUFFICIENT_STOCK']);
  });
});

describe('a limit', () => {
  it.each(takers)('per owner counts units of %s over all SKUs', async (_, take) => {
    await campaign({ perOwner: 3 }).expect(201);
    await reserve({ MUG: 1, TEE: 1 }, 'ann').expect(201);
    await take(1).expect(201);
    const limit = { campaignId: 'drop', scope: 'perOwner', limit: 3, used: 3, requested: 1 };
    expect((await take(1).expect(409)).body).toMatchObject({ code: 'PURCHASE_LIMIT', ...limit });
    await deduct(3, 'bob').expect(201);
    expect([await used('ann'), await used('bob'), await usedInAll()]).toEqual([3, 3, 6]);
  });

  it.each(takers)('per operation counts units of %s', async (_, take) => {
    await campaign({ perOperation: 2 }).expect(201);
    await take(2).expect(201);
    const limit = { scope: 'perOperation', limit: 2, used: 0, requested: 3 };
    expect((await take(3).expect(409)).body).toMatchObject({ code: 'PURCHASE_LIMIT', ...limit });
  });

  it.each(takers)('in total counts units of %s', async (_, take) => {
    await campaign({ total: 4 }).expect(201);
    await deduct(2).expect(201);
    const limit = { scope: 'total', limit: 4, used: 2, requested: 3 };
    expect((await take(3).expect(409)).body).toMatchObject({ code: 'PURCHASE_LIMIT', ...limit });
    await take(2).expect(201);
  });

  it('per owner asks who that is', async () => {
    await campaign({ perOwner: 1 }).expect(201);
    await the.store.post('/carts/c/lines', { sku: 'TEE', quantity: 1 }).expect(200);
    const hold = the.store.post('/carts/c/hold', { ttlSeconds: 60 });
    for (const call of [deduct(1), reserve({ TEE: 1 }), hold])
      expect((await call.expect(422)).body).toMatchObject({ code: 'OWNER_REQUIRED', campaignId: 'drop' });
  });

  it('that is lowered refuses what comes, and gets no number below 0', async () => {
    await campaign({ perOwner: 5, total: 9 }).expect(201);
    await deduct(4, 'ann', 'd1').expect(201);
    await campaign({ perOwner: 1, total: 1 }).expect(200);
    expect((await the.store.get('/campaigns/drop/owners/ann')).body).toEqual({
      ownerId: 'ann',
      used: 4,
      left: 0,
    });
    await deduct(1, 'ann').expect(409);
    await the.store.post('/inventory/items/TEE/deductions/d1/reversal').expect(201);
    await deduct(1, 'ann').expect(201);
  });

  it('of one campaign is not that of the next', async () => {
    await campaign({ perOwner: 1 }).expect(201);
    await reserve({ TEE: 1 }, 'ann', 'r1').expect(201);
    await campaign({ perOwner: 1, closesAt: inMinutes(-1) }).expect(200);
    await the.store
      .put('/campaigns/next', { skus: ['TEE'], perOwner: 1, opensAt: inMinutes(-1) })
      .expect(201);
    await deduct(1, 'ann').expect(201);
    await the.store.post('/inventory/reservations/r1/cancel').expect(200);
    expect([await used('ann'), (await the.store.get('/campaigns/next')).body.used]).toEqual([0, 1]);
  });
});

describe('units that an owner has', () => {
  beforeEach(() => campaign({ perOwner: 4 }).expect(201));

  it('count no more once they are cancelled, in part or whole', async () => {
    await reserve({ TEE: 3, MUG: 1 }, 'ann', 'r1').expect(201);
    await the.store.post('/inventory/reservations/r1/cancel', lines(2)).expect(200);
    expect(await used('ann')).toBe(2);
    await the.store.post('/inventory/reservations/r1/cancel').expect(200);
    expect(await used('ann')).toBe(0);
  });

  it('follow the lines of a reservation, up and down in one step', async () => {
    await reserve({ TEE: 4 }, 'ann', 'r1').expect(201);
    const set = (...all: object[]): Test => the.store.put('/inventory/reservations/r1/lines', { lines: all });
    await set({ sku: 'MUG', quantity: 3 }, { sku: 'TEE', quantity: 1 }).expect(200);
    expect(await used('ann')).toBe(4);
    const { body } = await set({ sku: 'MUG', quantity: 4 }, { sku: 'TEE', quantity: 1 }).expect(409);
    expect(body).toMatchObject({ scope: 'perOwner', limit: 4, used: 4, requested: 1 });
    await set({ sku: 'MUG', quantity: 1 }).expect(200);
    expect(await used('ann')).toBe(1);
  });

  it('count no more once their reservation is over, which a sale does not wait for', async () => {
    await reserve({ TEE: 4 }, 'ann', 'r1').expect(201);
    await lapse(the.house.redis.client, the.store.name, 'r1');
    expect([await used('ann'), await usedInAll()]).toEqual([0, 0]);
    await deduct(4, 'ann').expect(201);
    expect(await used('ann')).toBe(4);
  });

  it('stay counted of a reservation that is committed in part, and the rest goes back', async () => {
    await reserve({ TEE: 3 }, 'ann', 'r1').expect(201);
    await the.store.post('/inventory/reservations/r1/commit', { ...lines(1), remainder: 'keep' }).expect(200);
    expect(await used('ann')).toBe(3);
    await the.store.post('/inventory/reservations/r1/cancel').expect(200);
    expect(await used('ann')).toBe(1);
  });

  it('count no more once their deduction is reversed, in parts', async () => {
    await deduct(3, 'ann', 'd1').expect(201);
    await the.store.post('/inventory/items/TEE/deductions/d1/reversal', { quantity: 1, id: 'b' }).expect(201);
    expect(await used('ann')).toBe(2);
    await the.store.post('/inventory/items/TEE/deductions/d1/reversal').expect(201);
    expect(await used('ann')).toBe(0);
  });

  it('count no more once their order is cancelled or they come back, written off or not', async () => {
    await order('ann', { lines: [{ sku: 'TEE', quantity: 3 }, { sku: 'MUG', quantity: 1 }] }, 'o1').expect(201); // prettier-ignore
    await the.store.post('/orders/o1/cancellations', { ...lines(1), restock: false }).expect(201);
    expect(await used('ann')).toBe(3);
    await the.store.post('/orders/o1/fulfil').expect(200);
    await the.store.post('/orders/o1/returns', lines(1, 'MUG')).expect(201);
    await the.store.post('/orders/o1/returns', lines(2)).expect(201);
    expect([await used('ann'), await usedInAll()]).toEqual([0, 0]);
  });

  it('are counted once on their way from a reservation to an order, for its customer', async () => {
    await reserve({ TEE: 3 }, 'ann', 'r1').expect(201);
    await reserve({ TEE: 2 }, 'bob', 'r2').expect(201);
    const { body } = await order('bob', { reservationId: 'r1' }).expect(409);
    expect(body).toMatchObject({ scope: 'perOwner', limit: 4, used: 2, requested: 3 });
    await order('ann', { reservationId: 'r1' }, 'o1').expect(201);
    await order('eve', { reservationId: 'r2' }, 'o2').expect(201);
    expect([await used('ann'), await used('bob'), await used('eve'), await usedInAll()]).toEqual([
      3, 0, 2, 5,
    ]);
    await the.store.post('/orders/o2/cancel').expect(200);
    expect([await used('bob'), await used('eve'), await usedInAll()]).toEqual([0, 0, 3]);
  });

  it('of an authorised order count until it is over', async () => {
    await the.store.fund('purse', 99_999);
    const payment = { from: 'purse', legs: [{ to: '@world', rest: true }], authorise: { ttlSeconds: 600 } };
    await order('ann', { ...lines(2), payment }, 'o1').expect(201);
    await order('ann', { ...lines(2), payment }, 'o2').expect(201);
    await the.store.post('/orders/o1/capture').expect(200);
    expect(await used('ann')).toBe(4);
    await the.store.post('/orders/o2/cancel', { restock: false }).expect(200);
    await the.store.post('/orders/o1/cancel').expect(200);
    expect(await used('ann')).toBe(0);
  });
});

describe('units of a cart', () => {
  const add = (cart: string, quantity: number): Test =>
    the.store.post(`/carts/${cart}/lines`, { sku: 'TEE', quantity });
  const hold = (cart: string, ownerId = 'ann'): Test =>
    the.store.post(`/carts/${cart}/hold`, { ttlSeconds: 600, ownerId });

  beforeEach(async () => {
    await campaign({ perOwner: 3 }).expect(201);
    await add('c', 2).expect(200);
    await hold('c').expect(200);
  });

  it('count once it is held, and follow its lines', async () => {
    expect(await used('ann')).toBe(2);
    await add('c', 1).expect(200);
    expect((await add('c', 1).expect(409)).body).toMatchObject({
      code: 'PURCHASE_LIMIT',
      used: 3,
      requested: 1,
    });
    await the.store.put('/carts/c/lines/TEE', { quantity: 1 }).expect(200);
    expect(await used('ann')).toBe(1);
    await hold('c').expect(200);
    expect(await used('ann')).toBe(1);
    await the.store.delete('/carts/c').expect(200);
    expect([await used('ann'), await usedInAll()]).toEqual([0, 0]);
  });

  it('count once at checkout, for the customer', async () => {
    await add('c', 1).expect(200);
    await the.store.post('/carts/c/checkout', { customerId: 'ann' }).expect(201);
    expect(await used('ann')).toBe(3);
    await add('d', 1).expect(200);
    const { body } = await the.store.post('/carts/d/checkout', { customerId: 'ann' }).expect(409);
    expect(body).toMatchObject({ scope: 'perOwner', limit: 3, used: 3, requested: 1 });
    await the.store.post('/carts/d/checkout', { customerId: 'bob' }).expect(201);
    expect([await used('bob'), await usedInAll()]).toEqual([1, 4]);
  });

  it('may be fewer whatever the limit, also above what is held', async () => {
    const { reservationId } = (await hold('c').expect(200)).body.hold;
    await add('c', 1).expect(200);
    const part = lines(2);
    await the.store.post(`/inventory/reservations/${reservationId}/cancel`, part).expect(200);
    await deduct(2, 'ann').expect(201);
    await the.store.put('/carts/c/lines/TEE', { quantity: 2 }).expect(200);
    expect(await used('ann')).toBe(3);
    await the.store.put('/carts/c/lines/TEE', { quantity: 3 }).expect(409);
  });

  it('are no more after a merge than before it', async () => {
    await add('guest', 1).expect(200);
    await hold('guest').expect(200);
    await the.store.post('/carts/c/merge', { from: 'guest', strategy: 'sum' }).expect(200);
    expect([await used('ann'), await usedInAll()]).toEqual([3, 3]);
    await add('more', 1).expect(200);
    const merged = (await the.store.post('/carts/c/merge', { from: 'more', strategy: 'sum' }).expect(200))
      .body;
    expect(merged.hold ?? null).toBeNull();
    expect([await used('ann'), await usedInAll()]).toEqual([0, 0]);
  });

  describe('beside units of a reservation that is over and not swept yet', () => {
    beforeEach(async () => {
      const { id } = (await reserve({ TEE: 1 }, 'ann').expect(201)).body;
      await lapse(the.house.redis.client, the.store.name, id);
    });

    it('are kept back for more lines as carts are merged', async () => {
      await add('guest', 1).expect(200);
      const { body } = await the.store.post('/carts/c/merge', { from: 'guest', strategy: 'sum' }).expect(200);
      expect(body.hold).toBeDefined();
      expect(await used('ann')).toBe(3);
    });

    it('are held anew for another owner', async () => {
      await hold('c', 'bob').expect(200);
      const { id } = (await reserve({ TEE: 2 }, 'ann').expect(201)).body;
      await lapse(the.house.redis.client, the.store.name, id);
      await hold('c', 'ann').expect(200);
      expect([await used('ann'), await used('bob')]).toEqual([2, 0]);
    });
  });
});

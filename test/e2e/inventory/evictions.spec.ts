import { lapse } from '../../support/lapse';
import { useStore } from '../../support/use-house';

// So slow that no sweep comes in between.
const the = useStore({ SWEEP_INTERVAL_MS: 3_600_000 });
beforeEach(async () => {
  await the.store.receive('TEE', 10);
  await the.store.receive('MUG', 5);
});

type Units = Record<string, number>;
const linesOf = (units: Units) => Object.entries(units).map(([sku, quantity]) => ({ sku, quantity }));

const reserve = (id: string, units: Units) =>
  the.store.post('/inventory/reservations', { id, lines: linesOf(units), ttlSeconds: 600 }).expect(201);
const count = (setTo: number, evict?: string, more: object = {}) => {
  const body = { setTo, evict, reason: 'correction', ...more };
  return the.store.post('/inventory/items/TEE/adjustments', body);
};
const state = async (id: string) => (await the.store.get(`/inventory/reservations/${id}`).expect(200)).body;
const audited = async () =>
  expect((await the.store.post('/inventory/audits').expect(200)).body.drift).toEqual([]);

describe('POST /inventory/items/{sku}/adjustments {setTo, evict}', () => {
  beforeEach(async () => {
    await reserve('a', { TEE: 3 });
    await reserve('b', { MUG: 2, TEE: 2 });
    await reserve('c', { TEE: 4 });
  });

  it.each([
    ['newest', 5, ['c'], 5],
    ['newest', 4, ['c', 'b'], 3],
    ['oldest', 6, ['a'], 6],
    ['oldest', 4, ['a', 'b'], 4],
    ['oldest', 0, ['a', 'b', 'c'], 0],
    ['newest', 9, [], 9],
    ['newest', 20, [], 9],
  ])('%s, to %i, ends %j whole and leaves %i reserved', async (order, setTo, evicted, reserved) => {
    const { body } = await count(setTo, order).expect(201);
    expect(body).toMatchObject({ sku: 'TEE', onHand: setTo, reserved, available: setTo - reserved, evicted });
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: setTo, reserved });
    for (const id of ['a', 'b', 'c']) {
      const one = await state(id);
      if (evicted.includes(id)) expect(one).toMatchObject({ state: 'cancelled', reason: 'evicted' });
      else expect(one.state).toBe('active');
      expect('reason' in one).toBe(evicted.includes(id));
    }
    expect((await the.store.stock('MUG')).reserved).toBe(evicted.includes('b') ? 0 : 2);
    await audited();
  });

  it('journals each end before the count, with its reason', async () => {
    await count(4, 'newest').expect(201);
    const { items } = (await the.store.get('/journal').expect(200)).body;
    expect(items.slice(-3).map(({ type, data }: { type: string; data: object }) => [type, data])).toEqual([
      ['reservation.cancelled', { id: 'c', lines: [{ sku: 'TEE', quantity: 4 }], reason: 'evicted' }],
      ['reservation.cancelled', expect.objectContaining({ id: 'b', reason: 'evicted' })],
      ['inventory.adjusted', expect.objectContaining({ sku: 'TEE', change: -6, onHand: 4 })],
    ]);
    const commit = await the.store.post('/inventory/reservations/c/commit').expect(409);
    expect(commit.body).toMatchObject({ code: 'INVALID_STATE', state: 'cancelled' });
  });

  it('is refused as before where reservations may not end', async () => {
    expect((await count(5).expect(409)).body).toMatchObject({ code: 'INSUFFICIENT_STOCK' });
    expect((await count(4, 'newest', { expectedOnHand: 9 }).expect(409)).body.code).toBe('STOCK_CHANGED');
    expect((await state('c')).state).toBe('active');
  });

  it.each([
    [{ delta: -6, evict: 'newest' }, '/evict'],
    [{ setTo: 5, evict: 'all' }, '/evict'],
  ])('refuses %j', async (body, pointer) => {
    const refused = await the.store
      .post('/inventory/items/TEE/adjustments', { ...body, reason: 'lost' })
      .expect(400);
    expect(refused.body.errors[0].pointer).toBe(pointer);
  });

  it('ends what is over first, as expired, and names none of that', async () => {
    await lapse(the.house.redis.client, the.store.name, 'c');
    await the.house.redis.client.del(`ch:{${the.store.name}}:hold:b`);
    const { body } = await count(2, 'newest').expect(201);
    expect(body.evicted).toEqual(['a']);
    expect([(await state('b')).state, (await state('c')).state]).toEqual(['expired', 'expired']);
    await audited();
  });

  it('finds active ones among those that an older release left where they were listed when they ended', async () => {
    const { client } = the.house.redis;
    const index = `ch:{${the.store.name}}:reservation_index`;
    await the.store.post('/inventory/reservations/c/cancel').expect(200);
    const ended = (await client.zrange(index, '[e/', '[e0', 'BYLEX'))[0]!;
    await client.zrem(index, ended);
    await client.zadd(index, 0, `k${ended.slice(1)}`, 0, 'k/TEE/1700000000000/gone');
    expect((await count(4, 'newest').expect(201)).body.evicted).toEqual(['b']);
    expect(await client.zrange(index, '[k/TEE', '[k/TEE0', 'BYLEX')).toHaveLength(1);
    const { items } = (await the.store.get('/inventory/reservations?sku=TEE').expect(200)).body;
    expect(items.map(({ id }: { id: string }) => id)).toEqual(['c', 'b', 'a']);
  });

  it('replays with the reservations that it ended', async () => {
    const body = { setTo: 5, evict: 'newest', reason: 'correction' };
    const { text } = await the.store.post('/inventory/items/TEE/adjustments', body, 'k').expect(201);
    expect((await the.store.post('/inventory/items/TEE/adjustments', body, 'k').expect(201)).text).toBe(text);
  });
});

describe('an adjustment that would end many reservations', () => {
  it('ends 100, and refuses to end more; nothing changes then', async () => {
    await the.store.receive('TEE', 95);
    for (let i = 0; i < 101; i++) await reserve(`r${i}`, { TEE: 1 });
    const { body } = await count(0, 'oldest').expect(409);
    expect(body).toMatchObject({ code: 'EVICTION_EXCEEDED', sku: 'TEE', most: 100 });
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 105, reserved: 101 });
    const made = (await count(1, 'oldest').expect(201)).body;
    expect(made.evicted).toHaveLength(100);
    expect((await state('r100')).state).toBe('active');
    await audited();
  });
});

describe('POST /inventory/adjustments/batch {setTo, evict}', () => {
  it('decides each on its own; one that ended for another is not ended twice', async () => {
    await reserve('a', { TEE: 3, MUG: 3 });
    await reserve('b', { TEE: 2, MUG: 1 });
    const items = [
      { sku: 'TEE', setTo: 4, evict: 'oldest', reason: 'correction' },
      { sku: 'MUG', setTo: 1, evict: 'oldest', reason: 'correction' },
      { sku: 'MUG', setTo: 0, reason: 'correction' },
      { sku: 'TEE', setTo: 1, evict: 'newest', reason: 'correction' },
      { sku: 'NEW', setTo: 1, evict: 'newest', reason: 'correction' },
    ];
    const { body } = await the.store.post('/inventory/adjustments/batch', { items }).expect(200);
    expect(body.results.map(({ status }: { status: number }) => status)).toEqual([201, 201, 409, 201, 201]);
    expect(body.results[0].body).toMatchObject({ onHand: 4, reserved: 2, evicted: ['a'] });
    expect(body.results[1].body).toMatchObject({ onHand: 1, reserved: 1, evicted: [] });
    expect(body.results[3].body).toMatchObject({ onHand: 1, reserved: 0, evicted: ['b'] });
    expect(body.results[4].body).toMatchObject({ sku: 'NEW', onHand: 1, evicted: [] });
    await audited();
  });

  it('points at the item that ends reservations by a delta', async () => {
    const items = [
      { sku: 'TEE', setTo: 4, evict: 'oldest', reason: 'correction' },
      { sku: 'TEE', delta: 4, evict: 'oldest', reason: 'correction' },
    ];
    const { body } = await the.store.post('/inventory/adjustments/batch', { items }).expect(400);
    expect(body.errors).toEqual([{ pointer: '/items/1/evict', detail: expect.any(String) }]);
  });
});

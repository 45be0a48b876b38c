import supertest from 'supertest';
import { sleep } from '../../support/time';
import { useStore } from '../../support/use-house';

// So slow that what the tests see is done by the calls alone.
const the = useStore({
  SWEEP_INTERVAL_MS: 3_600_000,
  SWEEP_BATCH: 3,
  RESERVATION_RETENTION_SECONDS: 1,
});
beforeEach(async () => {
  await the.store.receive('TEE', 10);
});

const hold = (quantity: number, ttlSeconds: number, id?: string) =>
  the.store
    .post('/inventory/reservations', { lines: [{ sku: 'TEE', quantity }], ttlSeconds, id })
    .expect(201);
const audit = async (repair = false) =>
  (await the.store.post('/inventory/audits', { repair }).expect(200)).body;
const key = (name: string) => `ch:{${the.store.name}}:${name}`;

describe('POST /inventory/sweeper/runs', () => {
  it('ends every hold that is over, batch by batch, and says how many', async () => {
    for (let i = 0; i < 8; i++) await hold(1, 1);
    await hold(1, 60, 'later');
    await sleep(1050);
    const { body: state } = await the.store.get('/inventory/sweeper').expect(200);
    expect(state).toMatchObject({ due: 8, released: 0, lastRunAt: null });
    expect(state.lagMs).toBeGreaterThan(0);
    const { body } = await the.store.post('/inventory/sweeper/runs').expect(200);
    expect(body).toEqual({ scanned: 8, released: 8, orphans: 0 });
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 10, reserved: 1, available: 9 });
    expect((await the.store.get('/inventory/sweeper')).body).toMatchObject({ due: 0, lagMs: 0, released: 8 });
    expect((await the.store.get('/inventory/sweeper')).body.lastRunAt).not.toBeNull();
  });

  it('forgets ended reservations after their retention, with everything that lists them', async () => {
    await hold(1, 60, 'h');
    await the.store.post('/inventory/reservations/h/commit').expect(200);
    await sleep(1050);
    await the.store.post('/inventory/sweeper/runs').expect(200);
    await the.store.get('/inventory/reservations/h').expect(404);
    expect(await the.house.redis.client.exists(key('reservations'), key('reservation_index'))).toBe(0);
  });

  it('takes the id of a forgotten reservation never again', async () => {
    await hold(1, 60, 'h');
    await the.store.post('/inventory/reservations/h/cancel').expect(200);
    await sleep(1050);
    await the.store.post('/inventory/sweeper/runs').expect(200);
    const body = { id: 'h', ttlSeconds: 60, lines: [{ sku: 'TEE', quantity: 1 }] };
    const refused = await the.store.post('/inventory/reservations', body).expect(409);
    expect(refused.body).toMatchObject({ code: 'RESERVATION_ALREADY_EXISTS', id: 'h' });
    expect((await the.store.stock('TEE')).reserved).toBe(0);
    await the.store.get('/inventory/reservations/h').expect(404);
    await the.store.post('/inventory/reservations/h/commit').expect(404);
  });

  it('drops index entries that point at no hold', async () => {
    await the.house.redis.client.zadd(key('reservation_index'), 0, 's/active/1000000000000/ghost');
    const { body } = await the.store.post('/inventory/sweeper/runs').expect(200);
    expect(body).toEqual({ scanned: 1, released: 0, orphans: 1 });
  });

  it('does not know a store that was never made', async () => {
    const { body } = await supertest(the.house.url)
      .post('/v1/stores/none/inventory/sweeper/runs')
      .expect(404);
    expect(body.code).toBe('STORE_NOT_FOUND');
  });
});

describe('a call about to be refused for stock', () => {
  it('reclaims the holds that are over first, however many', async () => {
    await the.store.receive('TEE', 390);
    const items = Array.from({ length: 400 }, (_, i) => hold(1, 1, `h${i}`));
    await Promise.all(items);
    await sleep(1100);
    const { body } = await the.store.post('/inventory/items/TEE/deductions', { quantity: 400 }).expect(201);
    expect(body).toMatchObject({ from: 400, to: 0, available: 0 });
    expect(await audit()).toMatchObject({ drift: [], unsettled: [] });
  });

  it('counts them for reservations, adjustments and batches too', async () => {
    const over = async (id: string) => {
      await hold(10, 1, id);
      await sleep(1050);
    };
    await over('a');
    await hold(10, 60, 'b');
    await the.store.post('/inventory/reservations/b/cancel').expect(200);
    await over('c');
    await the.store.post('/inventory/items/TEE/adjustments', { setTo: 5, reason: 'lost' }).expect(201);
    await the.store.receive('TEE', 5);
    await over('d');
    const items = [
      { sku: 'TEE', quantity: 6 },
      { sku: 'TEE', quantity: 4 },
    ];
    const { body } = await the.store.post('/inventory/deductions/batch', { items }).expect(200);
    expect(body.results.map(({ status }: { status: number }) => status)).toEqual([201, 201]);
  });
});

describe('POST /inventory/audits', () => {
  it('finds nothing where nothing is wrong', async () => {
    await hold(1, 60);
    await the.store.post('/inventory/items/TEE/deductions', { quantity: 1 }).expect(201);
    expect(await audit()).toEqual({ skus: 1, reservations: 1, drift: [], unsettled: [] });
    await the.store.post('/inventory/audits').expect(200);
  });

  it('names what was tampered with, and mends it when asked', async () => {
    await hold(2, 60);
    await the.house.redis.client.hset(key('stock'), 'TEE', '12 5 2');
    await the.house.redis.client.zadd(key('sold'), 7, 'TEE');
    const drift = [
      { sku: 'TEE', field: 'onHand', recorded: 12, actual: 10 },
      { sku: 'TEE', field: 'reserved', recorded: 5, actual: 2 },
      { sku: 'TEE', field: 'sold', recorded: 7, actual: 0 },
    ];
    expect((await audit()).drift).toEqual(drift);
    expect((await audit(true)).drift).toEqual(drift.map((item) => ({ ...item, repaired: true })));
    expect((await audit()).drift).toEqual([]);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 10, reserved: 2, sold: 0 });
    const { items } = (await the.store.get('/journal')).body;
    expect(items.at(-1)).toMatchObject({
      type: 'inventory.repaired',
      data: { recorded: { onHand: 12, reserved: 5, sold: 7 }, actual: { onHand: 10, reserved: 2, sold: 0 } },
    });
  });

  it('finds a hold whose expiry key was deleted by hand, and ends it', async () => {
    await hold(2, 60, 'h');
    await the.house.redis.client.del(key('hold:h'));
    expect((await audit()).drift).toEqual([
      { sku: 'TEE', field: 'expiryKey', recorded: 1, actual: 0, reservationId: 'h' },
    ]);
    expect((await audit(true)).drift[0].repaired).toBe(true);
    expect((await the.store.stock('TEE')).reserved).toBe(0);
    expect((await the.store.get('/inventory/reservations/h')).body.state).toBe('expired');
    expect((await audit()).drift).toEqual([]);
  });

  it('finds a hold that the index of deadlines lost, and lists it again', async () => {
    await hold(2, 1, 'h');
    await the.house.redis.client.del(key('reservation_index'));
    expect((await audit()).drift).toMatchObject([{ field: 'deadlineIndex', reservationId: 'h' }]);
    await audit(true);
    await sleep(1050);
    expect((await the.store.post('/inventory/sweeper/runs')).body.released).toBe(1);
  });

  it('says when a movement is missing, and does not guess', async () => {
    await the.store.receive('TEE', 1);
    await the.house.redis.client.hdel(key('movements'), 'TEE/1');
    const { drift } = await audit(true);
    expect(drift).toContainEqual({ sku: 'TEE', field: 'movements', recorded: 2, actual: 1, repaired: false });
    expect((await the.store.stock('TEE')).onHand).toBe(11);
  });
});

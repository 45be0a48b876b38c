import { StoreCalls } from '../../support/house';
import { useStore } from '../../support/use-house';

// So slow a sweeper that what the tests see is done by the calls alone.
const the = useStore({ SWEEP_INTERVAL_MS: 3_600_000 });

const hold = (id: string, quantity = 1, ttlSeconds = 600) => {
  const body = { id, ttlSeconds, ownerId: 'ann', lines: [{ sku: 'TEE', quantity }] };
  return the.store.post('/inventory/reservations', body).expect(201);
};
const vanish = (...ids: string[]) =>
  the.house.redis.client.del(ids.map((id) => `ch:{${the.store.name}}:hold:${id}`));
const read = async (path: string) => (await the.store.get(`/inventory/reservations${path}`).expect(200)).body;
const sweep = async () => (await the.store.post('/inventory/sweeper/runs').expect(200)).body;
const times = (count: number, id: string) => Array.from({ length: count }, (_, i) => `${id}${i}`);

beforeEach(async () => {
  await the.store.receive('TEE', 10);
});

describe('a reservation whose expiry key has vanished before its deadline', () => {
  beforeEach(async () => {
    await hold('h', 6);
    await vanish('h');
  });

  it('is ended by the next sweep, which says so', async () => {
    expect(await sweep()).toEqual({ scanned: 1, released: 1, orphans: 0 });
    expect(await the.store.stock('TEE')).toMatchObject({ reserved: 0, available: 10 });
    expect((await the.store.get('/inventory/sweeper')).body).toMatchObject({ due: 0, released: 1 });
    const { items } = (await the.store.get('/journal')).body;
    expect(items.at(-1)).toMatchObject({ type: 'reservation.expired', data: { id: 'h' } });
  });

  it('reads as expired, and has no end yet', async () => {
    const { body } = await the.store.get('/inventory/reservations/h').expect(200);
    expect(body).toMatchObject({ id: 'h', state: 'expired', lines: [{ sku: 'TEE', quantity: 6 }] });
    expect(body).not.toHaveProperty('endedAt');
  });

  it.each(['?sku=TEE', '?ownerId=ann', ''])('is listed as expired under "%s"', async (query) => {
    expect((await read(query)).items).toMatchObject([{ id: 'h', state: 'expired' }]);
  });

  it('is not listed as active, and is listed as expired once it has been swept', async () => {
    await hold('later', 1, 601);
    const active = async () => (await read('?state=active')).items.map(({ id }: { id: string }) => id);
    expect(await active()).toEqual(['later']);
    const first = await read('?state=active&limit=1');
    expect(first.items).toEqual([]);
    expect((await read(`?state=active&limit=1&cursor=${first.nextCursor}`)).items).toMatchObject([
      { id: 'later' },
    ]);
    await sweep();
    expect(await active()).toEqual(['later']);
    expect((await read('?state=expired')).items).toMatchObject([{ id: 'h', endedAt: expect.any(String) }]);
  });

  it.each(['commit', 'cancel', 'extend'])('refuses to %s, and tells why', async (verb) => {
    const body = verb === 'extend' ? { ttlSeconds: 9 } : undefined;
    const { expiresAt } = await read('/h');
    for (const again of [1, 2]) {
      const refused = await the.store.post(`/inventory/reservations/h/${verb}`, body).expect(409);
      expect([again, refused.body]).toMatchObject([
        again,
        {
          code: 'RESERVATION_EXPIRED',
          detail: `Reservation h is over; its expiry key vanished before its deadline, ${expiresAt}.`,
          expiresAt,
        },
      ]);
    }
    expect((await the.store.stock('TEE')).reserved).toBe(0);
  });

  it('becomes no order', async () => {
    await the.store.price('TEE', 100);
    const { body } = await the.store.post('/orders', { customerId: 'ann', reservationId: 'h' }).expect(409);
    expect(body.code).toBe('RESERVATION_EXPIRED');
  });

  it('is a drift to the audit, until a sweep has ended it', async () => {
    const audit = async () => (await the.store.post('/inventory/audits', {}).expect(200)).body.drift;
    expect(await audit()).toMatchObject([{ field: 'expiryKey', reservationId: 'h' }]);
    await sweep();
    expect(await audit()).toEqual([]);
  });
});

const takers: [string, (store: StoreCalls) => Promise<unknown>][] = [
  ['a deduction', (store) => store.post('/inventory/items/TEE/deductions', { quantity: 10 }).expect(201)],
  [
    'a batch of deductions',
    async (store) => {
      const items = [6, 4].map((quantity) => ({ sku: 'TEE', quantity }));
      const { body } = await store.post('/inventory/deductions/batch', { items }).expect(200);
      expect(body.results).toMatchObject([{ status: 201 }, { status: 201 }]);
    },
  ],
  [
    'an adjustment downwards',
    (store) => store.post('/inventory/items/TEE/adjustments', { setTo: 0, reason: 'lost' }).expect(201),
  ],
  [
    'a batch of adjustments',
    async (store) => {
      const items = [{ sku: 'TEE', delta: -10, reason: 'lost' }];
      const { body } = await store.post('/inventory/adjustments/batch', { items }).expect(200);
      expect(body.results).toMatchObject([{ status: 201 }]);
    },
  ],
  [
    'another reservation',
    (store) => {
      const body = { ttlSeconds: 60, lines: [{ sku: 'TEE', quantity: 10 }] };
      return store.post('/inventory/reservations', body).expect(201);
    },
  ],
  [
    'an order',
    (store) =>
      store.post('/orders', { customerId: 'ann', lines: [{ sku: 'TEE', quantity: 10 }] }).expect(201),
  ],
  ['a line of a cart', (store) => store.post('/carts/c/lines', { sku: 'TEE', quantity: 10 }).expect(200)],
  ['a line of a cart that is set', (store) => store.put('/carts/c/lines/TEE', { quantity: 10 }).expect(200)],
];

describe('a sale about to be refused', () => {
  it.each(takers)(
    'as %s takes what reservations keep back whose expiry key has vanished',
    async (_, take) => {
      await the.store.price('TEE', 100);
      await hold('h', 6);
      await vanish('h');
      await take(the.store);
    },
  );

  it('as a checkout takes it, too', async () => {
    await the.store.price('TEE', 100);
    await the.store.post('/carts/c/lines', { sku: 'TEE', quantity: 10 }).expect(200);
    await hold('h', 6);
    await vanish('h');
    await the.store.post('/carts/c/checkout', { customerId: 'ann' }).expect(201);
  });

  it('ends those that are in use never', async () => {
    await hold('used', 6);
    await hold('gone', 3);
    await vanish('gone');
    const { body } = await the.store.post('/inventory/items/TEE/deductions', { quantity: 5 }).expect(409);
    expect(body.shortages).toMatchObject([{ sku: 'TEE', requested: 5, available: 4 }]);
    expect((await read('/used')).state).toBe('active');
    await the.store.post('/inventory/items/TEE/deductions', { quantity: 4 }).expect(201);
  });

  it('takes all that is kept back, however many reservations and lines it is', async () => {
    await the.store.receive('TEE', 240);
    for (const sku of times(9, 'MUG')) await the.store.receive(sku, 250);
    const lines = ['TEE', ...times(9, 'MUG')].map((sku) => ({ sku, quantity: 1 }));
    const ids = times(250, 'h');
    const body = { ttlSeconds: 600, lines };
    await Promise.all(
      ids.map((id) => the.store.post('/inventory/reservations', { ...body, id }).expect(201)),
    );
    await vanish(...ids);
    await the.store.post('/inventory/items/TEE/deductions', { quantity: 250 }).expect(201);
    expect((await the.store.post('/inventory/audits', {}).expect(200)).body.drift).toEqual([]);
  });

  it('looks at the hundred that end soonest; a sweep by hand looks at all of them', async () => {
    await the.store.receive('TEE', 141);
    await Promise.all(times(150, 'h').map((id) => hold(id)));
    await hold('last', 1, 6000);
    await vanish('last');
    await the.store.post('/inventory/items/TEE/deductions', { quantity: 1 }).expect(409);
    expect((await sweep()).released).toBe(1);
    await the.store.post('/inventory/items/TEE/deductions', { quantity: 1 }).expect(201);
  });
});

import { sleep } from '../../support/time';
import { useStore } from '../../support/use-house';

const the = useStore({ SWEEP_INTERVAL_MS: 100 });
beforeEach(async () => {
  await the.store.receive('TEE', 10);
  await the.store.receive('MUG', 5);
});

const reserve = (body: object, key?: string) => the.store.post('/inventory/reservations', body, key);

describe('POST /inventory/reservations', () => {
  it('holds every line and answers with the hold', async () => {
    const lines = [
      { sku: 'TEE', quantity: 3 },
      { sku: 'MUG', quantity: 1 },
    ];
    const { body } = await reserve({ lines, ttlSeconds: 60, id: 'h1', ownerId: 'ann' }).expect(201);
    expect(body).toEqual({
      id: 'h1',
      state: 'active',
      lines,
      ownerId: 'ann',
      createdAt: expect.any(String),
      expiresAt: expect.any(String),
    });
    expect(Date.parse(body.expiresAt) - Date.parse(body.createdAt)).toBe(60_000);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 10, reserved: 3, available: 7, sold: 0 });
    expect(await the.store.stock('MUG')).toMatchObject({ onHand: 5, reserved: 1, available: 4 });
  });

  it('adds up the quantities of a repeated SKU', async () => {
    const lines = [
      { sku: 'TEE', quantity: 6 },
      { sku: 'TEE', quantity: 5 },
    ];
    const { body } = await reserve({ lines, ttlSeconds: 60 }).expect(409);
    expect(body.shortages).toEqual([{ sku: 'TEE', requested: 11, available: 10 }]);
    await reserve({ lines: [lines[1], lines[1]], ttlSeconds: 60 }).expect(201);
    expect((await the.store.stock('TEE')).reserved).toBe(10);
  });

  it('refuses when stock is short, names every short line, and holds nothing', async () => {
    const lines = [
      { sku: 'TEE', quantity: 11 },
      { sku: 'MUG', quantity: 6 },
    ];
    const { body } = await reserve({ lines, ttlSeconds: 60 }).expect(409);
    expect(body).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      shortages: [
        { sku: 'TEE', requested: 11, available: 10 },
        { sku: 'MUG', requested: 6, available: 5 },
      ],
    });
    expect((await the.store.stock('TEE')).reserved).toBe(0);
  });

  it('tells an unknown SKU from a short one', async () => {
    const { body } = await reserve({ lines: [{ sku: 'NONE', quantity: 1 }], ttlSeconds: 60 }).expect(404);
    expect(body).toMatchObject({ code: 'SKU_NOT_FOUND', skus: ['NONE'] });
  });

  it('names what is short beside what is unknown, so that a shop can show it in one go', async () => {
    const lines = [
      { sku: 'TEE', quantity: 11 },
      { sku: 'NONE', quantity: 1 },
      { sku: 'MUG', quantity: 5 },
    ];
    const { body } = await reserve({ lines, ttlSeconds: 60 }).expect(404);
    expect(body).toMatchObject({
      code: 'SKU_NOT_FOUND',
      codes: ['SKU_NOT_FOUND', 'INSUFFICIENT_STOCK'],
      skus: ['NONE'],
      shortages: [{ sku: 'TEE', requested: 11, available: 10 }],
      detail: 'Never stocked here: NONE. There is not enough to take 11 of TEE (available 10).',
    });
    expect((await the.store.stock('MUG')).reserved).toBe(0);
  });

  it('refuses lines of a SKU that add up past 2^53 − 1, as an order does', async () => {
    const lines = [
      { sku: 'TEE', quantity: 9_007_199_254_740_991 },
      { sku: 'TEE', quantity: 2 },
    ];
    const { body } = await reserve({ lines, ttlSeconds: 60 }).expect(409);
    expect(body).toMatchObject({ code: 'CAP_EXCEEDED', of: 'TEE', field: 'quantity' });
    expect(body).not.toHaveProperty('shortages');
    expect((await the.store.stock('TEE')).reserved).toBe(0);
  });

  it('defect 19: refuses an id that exists and keeps the first hold', async () => {
    const body = { lines: [{ sku: 'TEE', quantity: 1 }], ttlSeconds: 60, id: 'h1' };
    await reserve(body).expect(201);
    expect((await reserve(body).expect(409)).body.code).toBe('RESERVATION_ALREADY_EXISTS');
    expect((await the.store.stock('TEE')).reserved).toBe(1);
  });

  it.each([0, 0.5, '', null, -1, 2_592_001, '60'])(
    'defect 16: refuses ttlSeconds %p and holds nothing',
    async (ttl) => {
      const { body } = await reserve({ lines: [{ sku: 'TEE', quantity: 1 }], ttlSeconds: ttl }).expect(400);
      expect(body.errors[0].pointer).toBe('/ttlSeconds');
      expect((await the.store.stock('TEE')).reserved).toBe(0);
    },
  );

  it('keeps metadata to the letter', async () => {
    const metadata = { list: [], none: null, nested: { big: 9007199254740991 }, text: 'ä "q" \n' };
    await reserve({ lines: [{ sku: 'TEE', quantity: 1 }], ttlSeconds: 60, id: 'm', metadata }).expect(201);
    expect((await the.store.get('/inventory/reservations/m').expect(200)).body.metadata).toEqual(metadata);
  });
});

describe('POST /inventory/reservations/{id}/commit', () => {
  beforeEach(() => reserve({ lines: [{ sku: 'TEE', quantity: 4 }], ttlSeconds: 60, id: 'h' }).expect(201));

  it('makes the hold a sale', async () => {
    const { body } = await the.store.post('/inventory/reservations/h/commit').expect(200);
    expect(body).toMatchObject({ id: 'h', state: 'committed', endedAt: expect.any(String) });
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 6, reserved: 0, available: 6, sold: 4 });
  });

  it.each(['commit', 'cancel'])('defect 21: names the state when it has ended by %s', async (verb) => {
    await the.store.post(`/inventory/reservations/h/${verb}`).expect(200);
    for (const again of ['commit', 'cancel']) {
      const { body } = await the.store.post(`/inventory/reservations/h/${again}`).expect(409);
      expect(body).toMatchObject({
        code: 'INVALID_STATE',
        state: verb === 'commit' ? 'committed' : 'cancelled',
      });
    }
    await the.store.post('/inventory/reservations/h/extend', { ttlSeconds: 5 }).expect(409);
  });

  it('defect 20: cannot go negative, for stock under a hold cannot be lowered', async () => {
    const adjustment = { setTo: 3, reason: 'correction' };
    const { body } = await the.store.post('/inventory/items/TEE/adjustments', adjustment).expect(409);
    expect(body.code).toBe('INSUFFICIENT_STOCK');
    await the.store.post('/inventory/reservations/h/commit').expect(200);
  });

  it('does not know an id that was never used', async () => {
    const { body } = await the.store.post('/inventory/reservations/none/commit').expect(404);
    expect(body.code).toBe('RESERVATION_NOT_FOUND');
  });
});

describe('POST /inventory/reservations/{id}/extend', () => {
  it('counts the new deadline from now', async () => {
    await reserve({ lines: [{ sku: 'TEE', quantity: 1 }], ttlSeconds: 1, id: 'h' }).expect(201);
    const { body } = await the.store.post('/inventory/reservations/h/extend', { ttlSeconds: 60 }).expect(200);
    expect(Date.parse(body.expiresAt) - Date.now()).toBeGreaterThan(58_000);
    await sleep(1300);
    expect((await the.store.get('/inventory/reservations/h')).body.state).toBe('active');
    expect((await the.store.stock('TEE')).reserved).toBe(1);
  });
});

describe('an expired hold', () => {
  beforeEach(() => reserve({ lines: [{ sku: 'TEE', quantity: 10 }], ttlSeconds: 1, id: 'h' }).expect(201));

  it('defect 13: gives its units back within a sweep interval', async () => {
    await sleep(1300);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 10, reserved: 0, available: 10, sold: 0 });
    expect((await the.store.get('/inventory/reservations/h')).body.state).toBe('expired');
    expect((await the.store.get('/inventory/sweeper')).body).toMatchObject({ due: 0, lagMs: 0, released: 1 });
  });

  it('defect 14: can be neither committed, cancelled nor extended', async () => {
    await sleep(1050);
    for (const [verb, body] of [['commit'], ['cancel'], ['extend', { ttlSeconds: 9 }]] as const) {
      const refused = await the.store.post(`/inventory/reservations/h/${verb}`, body).expect(409);
      expect(refused.body.code).toBe('RESERVATION_EXPIRED');
    }
    expect((await the.store.stock('TEE')).reserved).toBe(0);
  });
});

describe('GET /inventory/reservations', () => {
  beforeEach(async () => {
    for (const [id, sku, ownerId] of [
      ['a', 'TEE', 'ann'],
      ['b', 'MUG', 'ann'],
      ['c', 'TEE', 'bob'],
    ] as const) {
      await reserve({ lines: [{ sku, quantity: 1 }], ttlSeconds: 60, id, ownerId }).expect(201);
      await sleep(2);
    }
    await the.store.post('/inventory/reservations/b/commit').expect(200);
  });

  const ids = async (query: string): Promise<string[]> => {
    const { body } = await the.store.get(`/inventory/reservations${query}`).expect(200);
    return body.items.map(({ id }: { id: string }) => id);
  };

  it('lists by state, SKU and owner', async () => {
    expect(await ids('?state=active')).toEqual(['a', 'c']);
    expect(await ids('?state=committed')).toEqual(['b']);
    expect(await ids('?sku=TEE')).toEqual(['c', 'a']);
    expect(await ids('?ownerId=ann')).toEqual(['b', 'a']);
    expect(await ids('')).toEqual(['a', 'c', 'b']);
  });

  it('pages without a gap or a repeat', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await the.store
        .get(`/inventory/reservations?limit=1${cursor && `&cursor=${cursor}`}`)
        .expect(200);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen).toEqual(['a', 'c', 'b']);
  });

  it('refuses two filters, and a cursor of another list', async () => {
    await the.store.get('/inventory/reservations?state=active&sku=TEE').expect(400);
    const { body } = await the.store.get('/inventory/reservations?sku=TEE&limit=1').expect(200);
    const other = await the.store
      .get(`/inventory/reservations?sku=MUG&cursor=${body.nextCursor}`)
      .expect(400);
    expect(other.body.code).toBe('INVALID_CURSOR');
  });
});

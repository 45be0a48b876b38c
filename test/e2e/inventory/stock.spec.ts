import { useStore } from '../../support/use-house';

const the = useStore();

const adjust = (sku: string, body: object, key?: string) =>
  the.store.post(`/inventory/items/${sku}/adjustments`, body, key);

describe('POST /inventory/items/{sku}/adjustments', () => {
  it('creates the SKU with the first one', async () => {
    await the.store.get('/inventory/items/TEE').expect(404);
    const { body } = await adjust('TEE', { delta: 5, reason: 'received', reference: 'PO 1' }).expect(201);
    expect(body).toEqual({ sku: 'TEE', onHand: 5, reserved: 0, available: 5, sold: 0 });
  });

  it('adds, takes off and sets', async () => {
    await adjust('TEE', { delta: 5, reason: 'received' }).expect(201);
    expect((await adjust('TEE', { delta: -2, reason: 'damaged' }).expect(201)).body.onHand).toBe(3);
    expect((await adjust('TEE', { setTo: 0, reason: 'lost' }).expect(201)).body.onHand).toBe(0);
    expect((await adjust('TEE', { setTo: 9, reason: 'correction' }).expect(201)).body.onHand).toBe(9);
  });

  it('refuses to go below zero, or below what is held', async () => {
    expect((await adjust('NEW', { delta: -1, reason: 'lost' }).expect(409)).body.code).toBe(
      'INSUFFICIENT_STOCK',
    );
    await the.store.get('/inventory/items/NEW').expect(404);
    await adjust('TEE', { delta: 5, reason: 'received' }).expect(201);
    await the.store
      .post('/inventory/reservations', { lines: [{ sku: 'TEE', quantity: 4 }], ttlSeconds: 60 })
      .expect(201);
    const { body } = await adjust('TEE', { setTo: 3, reason: 'correction' }).expect(409);
    expect(body.shortages).toMatchObject([{ sku: 'TEE', requested: 2, available: 1 }]);
    expect((await adjust('TEE', { setTo: 4, reason: 'correction' }).expect(201)).body.available).toBe(0);
  });

  it('compares and sets', async () => {
    await adjust('TEE', { setTo: 5, reason: 'received', expectedOnHand: 0 }).expect(201);
    const { body } = await adjust('TEE', { delta: 1, reason: 'received', expectedOnHand: 4 }).expect(409);
    expect(body).toMatchObject({ code: 'STOCK_CHANGED', expected: 4, actual: 5 });
    await adjust('TEE', { delta: 1, reason: 'received', expectedOnHand: 5 }).expect(201);
  });

  it('refuses a result past the cap', async () => {
    await adjust('TEE', { delta: 9007199254740991, reason: 'received' }).expect(201);
    expect((await adjust('TEE', { delta: 1, reason: 'received' }).expect(409)).body.code).toBe(
      'CAP_EXCEEDED',
    );
    expect((await the.store.stock('TEE')).onHand).toBe(9007199254740991);
  });

  it.each([
    [{ reason: 'received' }, '/delta'],
    [{ delta: 1, setTo: 1, reason: 'received' }, '/delta'],
    [{ delta: 0, reason: 'received' }, '/delta'],
    [{ delta: 1.5, reason: 'received' }, '/delta'],
    [{ setTo: -1, reason: 'received' }, '/setTo'],
    [{ delta: 1, reason: 'stolen' }, '/reason'],
    [{ delta: 1 }, '/reason'],
    [{ delta: 1, reason: 'received', colour: 'red' }, '/colour'],
    [{ delta: 1, reason: 'received', reference: 'a\u0000b' }, '/reference'],
    [{ delta: 1, reason: 'received', expectedOnHand: '0' }, '/expectedOnHand'],
  ])('refuses %j and points at the field', async (body, pointer) => {
    const refused = await adjust('TEE', body).expect(400);
    expect(refused.body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ pointer }] });
    await the.store.get('/inventory/items/TEE').expect(404);
  });
});

describe('POST /inventory/adjustments/batch', () => {
  it('points at all bad rows at once, whatever is wrong with them, and at 100 at the most', async () => {
    const good = { sku: 'TEE', delta: 1, reason: 'received' };
    const items = [
      { ...good, setTo: 1 },
      good,
      { sku: 'TEE', reason: 'received' },
      { ...good, delta: null, setTo: null },
      { ...good, reason: 'stolen' },
      { ...good, delta: 0.5 },
    ];
    const { body } = await the.store.post('/inventory/adjustments/batch', { items }).expect(400);
    expect(body.errors).toEqual([
      { pointer: '/items/0/delta', detail: 'exactly one of delta and setTo must be given' },
      { pointer: '/items/2/delta', detail: 'exactly one of delta and setTo must be given' },
      { pointer: '/items/3/delta', detail: 'exactly one of delta and setTo must be given' },
      { pointer: '/items/4/reason', detail: expect.any(String) },
      { pointer: '/items/5/delta', detail: expect.stringContaining('a whole number') },
    ]);
    const many = Array(400).fill(items[0]);
    const refused = await the.store.post('/inventory/adjustments/batch', { items: many }).expect(400);
    expect(refused.body.errors).toHaveLength(100);
    await the.store.get('/inventory/items/TEE').expect(404);
  });

  it('decides each item on its own and answers in order', async () => {
    const items = [
      { sku: 'A', delta: 5, reason: 'received' },
      { sku: 'B', delta: -1, reason: 'lost' },
      { sku: 'A', setTo: 2, reason: 'correction', expectedOnHand: 5 },
      { sku: 'A', setTo: 9, reason: 'correction', expectedOnHand: 5 },
    ];
    const { body } = await the.store.post('/inventory/adjustments/batch', { items }).expect(200);
    expect(body.results.map(({ status }: { status: number }) => status)).toEqual([201, 409, 201, 409]);
    expect(body.results[2].body).toMatchObject({ sku: 'A', onHand: 2 });
    expect(body.results[3].body.code).toBe('STOCK_CHANGED');
    await the.store.get('/inventory/items/B').expect(404);
  });
});

describe('GET /inventory/items', () => {
  it('lists by SKU, page by page', async () => {
    for (const sku of ['b', 'a', 'C', 'a.1']) await the.store.receive(sku, 1);
    const skus = (body: { items: { sku: string }[] }) => body.items.map(({ sku }) => sku);
    const first = (await the.store.get('/inventory/items?limit=3').expect(200)).body;
    expect(skus(first)).toEqual(['C', 'a', 'a.1']);
    const second = (await the.store.get(`/inventory/items?limit=3&cursor=${first.nextCursor}`).expect(200))
      .body;
    expect(skus(second)).toEqual(['b']);
    expect(second.nextCursor).toBeNull();
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'limit=1e1', 'colour=red'])('refuses ?%s', async (query) => {
    expect((await the.store.get(`/inventory/items?${query}`).expect(400)).body.code).toBe(
      'VALIDATION_FAILED',
    );
  });

  it.each(['!!', 'AAA=', 'L2V0Yw'])('refuses the cursor %s', async (cursor) => {
    const { body } = await the.store.get(`/inventory/items?cursor=${cursor}`).expect(400);
    expect(body.code).toBe('INVALID_CURSOR');
  });
});

describe('GET /inventory/items/{sku}/movements', () => {
  it('tells everything that happened, oldest first and without gaps', async () => {
    await adjust('TEE', { delta: 10, reason: 'received', reference: 'PO 1' }, 'k1').expect(201);
    await the.store.post('/inventory/items/TEE/deductions', { quantity: 1, id: 'd1' }).expect(201);
    await the.store.post('/inventory/items/TEE/deductions/d1/reversal').expect(201);
    for (const [id, verb] of [
      ['h1', 'commit'],
      ['h2', 'cancel'],
    ]) {
      const hold = { lines: [{ sku: 'TEE', quantity: 2 }], ttlSeconds: 60, id };
      await the.store.post('/inventory/reservations', hold).expect(201);
      await the.store.post(`/inventory/reservations/${id}/${verb}`).expect(200);
    }
    const { items } = (await the.store.get('/inventory/items/TEE/movements').expect(200)).body;
    expect(items[0]).toEqual({
      sequence: 1,
      type: 'adjustment',
      onHandChange: 10,
      reservedChange: 0,
      onHand: 10,
      reserved: 0,
      operationId: 'k1',
      reference: 'PO 1',
      sourceId: null,
      actor: { key: null, onBehalfOf: null },
      at: expect.any(String),
    });
    const rows = items.map((m: Record<string, unknown>) => [
      m.sequence,
      m.type,
      m.onHandChange,
      m.reservedChange,
      m.onHand,
      m.reserved,
      m.sourceId,
    ]);
    expect(rows.slice(1)).toEqual([
      [2, 'deduction', -1, 0, 9, 0, 'd1'],
      [3, 'reversal', 1, 0, 10, 0, 'd1'],
      [4, 'reservation', 0, 2, 10, 2, 'h1'],
      [5, 'commit', -2, -2, 8, 0, 'h1'],
      [6, 'reservation', 0, 2, 8, 2, 'h2'],
      [7, 'release', 0, -2, 8, 0, 'h2'],
    ]);
  });

  it('pages by sequence', async () => {
    for (let i = 0; i < 5; i++) await the.store.receive('TEE', 1);
    const first = (await the.store.get('/inventory/items/TEE/movements?limit=3').expect(200)).body;
    const second = (await the.store.get(`/inventory/items/TEE/movements?limit=3&cursor=${first.nextCursor}`))
      .body;
    expect([...first.items, ...second.items].map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
    expect(second.nextCursor).toBeNull();
  });
});

import { handOn } from '../../support/damage';
import { useStore } from '../../support/use-house';

// So slow that no sweep comes in between.
const the = useStore({ SWEEP_INTERVAL_MS: 3_600_000 });
const hand = handOn(the);

beforeEach(async () => {
  for (const [sku, units] of Object.entries({ A: 1, B: 2, C: 3, D: 4 })) await the.store.receive(sku, units);
});

const get = (path: string) => the.store.get(`/inventory${path}`);
const corrupted = async (answer: ReturnType<typeof get>) =>
  expect((await answer.expect(500)).body.code).toBe('STORE_CORRUPTED');
const adjust = (sku: string, delta: number) =>
  the.store.post(`/inventory/items/${sku}/adjustments`, { delta, reason: 'correction' });
const deduct = (sku: string, quantity: number, id?: string) =>
  the.store.post(`/inventory/items/${sku}/deductions`, { quantity, id });
const reserve = (sku: string, quantity: number, id?: string) =>
  the.store.post('/inventory/reservations', { lines: [{ sku, quantity }], ttlSeconds: 60, id });
const order = (lines: object[]) => the.store.post('/orders', { customerId: 'ann', lines });

/** What no script writes. */
const NO_STOCK = [
  '',
  'abc',
  '5',
  '5 0',
  '5 0 1 1',
  '-5 0 1',
  '5 6 1',
  '05 0 1',
  '9007199254740992 0 1',
  ' 5 0 1',
];

describe('GET /inventory/items where a record was damaged', () => {
  const rows = (body: { items: { sku: string; onHand: number }[] }) =>
    body.items.map(({ sku, onHand }) => [sku, onHand]);

  it.each(NO_STOCK)('names the SKU of %j, and shows the numbers of the others', async (record) => {
    await hand.set('stock', 'B', record);
    const { body } = await get('/items').expect(200);
    expect(rows(body)).toEqual([
      ['A', 1],
      ['C', 3],
      ['D', 4],
    ]);
    expect(body).toMatchObject({ unreadable: ['B'], nextCursor: null });
    await corrupted(get('/items/B'));
  });

  it('names one without a record, and one whose units sold are no count', async () => {
    await hand.forget('stock', 'A');
    await hand.list('sold', 'C', '1.5');
    await hand.list('sold', 'D', 'inf');
    expect((await get('/items').expect(200)).body).toEqual({
      items: [{ sku: 'B', onHand: 2, reserved: 0, available: 2, sold: 0 }],
      nextCursor: null,
      unreadable: ['A', 'C', 'D'],
    });
    for (const sku of ['A', 'C', 'D']) await corrupted(get(`/items/${sku}`));
  });

  it('goes on to the next page behind one that it cannot read', async () => {
    await hand.set('stock', 'B', 'abc');
    const first = (await get('/items?limit=2').expect(200)).body;
    expect([rows(first), first.unreadable]).toEqual([[['A', 1]], ['B']]);
    const second = (await get(`/items?limit=2&cursor=${first.nextCursor}`).expect(200)).body;
    expect(second).toMatchObject({ nextCursor: null });
    expect(rows(second)).toEqual([
      ['C', 3],
      ['D', 4],
    ]);
    expect(second).not.toHaveProperty('unreadable');
  });
});

describe('GET /inventory/items/{sku}/movements where a movement was damaged', () => {
  it.each([
    ['is missing', () => hand.forget('movements', 'A/2')],
    ['is no JSON', () => hand.set('movements', 'A/2', '["adjustment",')],
    ['is an object', () => hand.set('movements', 'A/2', '{"type":"adjustment"}')],
    ['is of no type', () => hand.set('movements', 'A/2', '["theft",1,0,2,0,1700000000000,"k",null,null]')],
    [
      'has no number',
      () => hand.set('movements', 'A/2', '["adjustment","1",0,2,0,1700000000000,"k",null,null]'),
    ],
    ['has no time', () => hand.set('movements', 'A/2', '["adjustment",1,0,2,0,1e99,"k",null,null]')],
  ])('names the sequence of one that %s', async (_, damage) => {
    await the.store.receive('A', 1);
    await the.store.receive('A', 1);
    await damage();
    const { body } = await get('/items/A/movements').expect(200);
    expect(body.items.map(({ sequence }: { sequence: number }) => sequence)).toEqual([1, 3]);
    expect(body).toMatchObject({ unreadable: ['2'], nextCursor: null });
    const first = (await get('/items/A/movements?limit=2').expect(200)).body;
    const second = (await get(`/items/A/movements?limit=2&cursor=${first.nextCursor}`).expect(200)).body;
    expect([first.unreadable, second.items[0].sequence, second.nextCursor]).toEqual([['2'], 3, null]);
  });

  it('tells nothing of a SKU whose record is not there or no record', async () => {
    await hand.forget('stock', 'A');
    await hand.set('stock', 'B', 'abc');
    await corrupted(get('/items/A/movements'));
    await corrupted(get('/items/B/movements'));
    await get('/items/NEVER/movements').expect(404);
  });
});

describe('a deduction that was damaged', () => {
  beforeEach(() => deduct('D', 1, 'd').expect(201));

  it.each([
    ['its record is none', () => hand.set('deductions', 'd', 'abc')],
    ['its movement is missing', () => hand.forget('movements', 'D/2')],
    ['its movement is no JSON', () => hand.set('movements', 'D/2', 'abc')],
    ['its SKU has no record', () => hand.forget('stock', 'D')],
  ])('is neither read nor reversed: %s', async (_, damage) => {
    await damage();
    await corrupted(get('/items/D/deductions/d'));
    await corrupted(the.store.post('/inventory/items/D/deductions/d/reversal'));
  });
});

describe('a movement is never overwritten', () => {
  /** Everything that moves units of D. */
  const moves: [string, () => Promise<unknown>][] = [
    ['an adjustment', () => corrupted(adjust('D', 1))],
    [
      'an adjustment to a count',
      async () => corrupted(the.store.post('/inventory/items/D/adjustments', { setTo: 1, reason: 'lost' })),
    ],
    [
      'a batch of adjustments',
      async () =>
        corrupted(
          the.store.post('/inventory/adjustments/batch', {
            items: ['A', 'D'].map((sku) => ({ sku, delta: 1, reason: 'received' })),
          }),
        ),
    ],
    ['a deduction', () => corrupted(deduct('D', 1))],
    [
      'a batch of deductions',
      async () =>
        corrupted(
          the.store.post('/inventory/deductions/batch', {
            items: ['A', 'D'].map((sku) => ({ sku, quantity: 1 })),
          }),
        ),
    ],
    ['a reversal', async () => corrupted(the.store.post('/inventory/items/D/deductions/sold/reversal'))],
    ['a reservation', async () => corrupted(reserve('D', 1))],
    ['a commit', async () => corrupted(the.store.post('/inventory/reservations/held/commit'))],
    ['a cancellation', async () => corrupted(the.store.post('/inventory/reservations/held/cancel'))],
    [
      'an order',
      async () =>
        corrupted(
          order([
            { sku: 'A', quantity: 1 },
            { sku: 'D', quantity: 1 },
          ]),
        ),
    ],
    ['a cancelled order', async () => corrupted(the.store.post('/orders/bought/cancel'))],
  ];

  beforeEach(async () => {
    await the.store.price('A', 100);
    await the.store.price('D', 100);
    await deduct('D', 1, 'sold').expect(201);
    await reserve('D', 1, 'held').expect(201);
    const bought = { customerId: 'ann', id: 'bought', lines: [{ sku: 'D', quantity: 1 }] };
    await the.store.post('/orders', bought).expect(201);
  });

  const state = async () =>
    Promise.all((['movements', 'stock', 'deductions', 'reservations', 'orders'] as const).map(hand.fields));

  describe.each([
    ['the record of its SKU is missing', () => hand.forget('stock', 'D')],
    ['the sequence was set to 0', () => hand.set('stock', 'D', '2 1 0')],
    ['the sequence was set back by one', () => hand.set('stock', 'D', '2 1 3')],
    ['one was put where the next belongs', () => hand.set('movements', 'D/5', 'mine')],
  ])('where %s', (_, damage) => {
    it.each(moves)('by %s', async (_, move) => {
      await damage();
      const before = await state();
      await move();
      expect(await state()).toEqual(before);
    });
  });

  it('by a batch that comes to it with a later item', async () => {
    await hand.set('movements', 'A/3', 'mine');
    const items = [1, 2].map((delta) => ({ sku: 'A', delta, reason: 'received' }));
    const before = await state();
    await corrupted(the.store.post('/inventory/adjustments/batch', { items }));
    expect(await state()).toEqual(before);
    await adjust('A', 1).expect(201);
    expect(await hand.field('movements', 'A/3')).toBe('mine');
  });

  it('and what was never there is still created', async () => {
    await adjust('NEW', 1).expect(201);
    await get('/items/NEVER').expect(404);
    expect((await deduct('NEVER', 1).expect(404)).body.code).toBe('SKU_NOT_FOUND');
  });
});

it('a SKU that is listed and has no record is damaged, not new', async () => {
  await hand.list('skus', 'GHOST');
  await corrupted(get('/items/GHOST'));
  await corrupted(adjust('GHOST', 1));
  expect(await hand.field('stock', 'GHOST')).toBeNull();
  expect((await get('/items').expect(200)).body.unreadable).toEqual(['GHOST']);
});

it('units sold that are no count sell nothing', async () => {
  await hand.list('sold', 'D', 'inf');
  await corrupted(deduct('D', 1));
  expect(await hand.field('stock', 'D')).toBe('4 0 1');
});

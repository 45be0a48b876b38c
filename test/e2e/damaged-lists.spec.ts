import { handOn } from '../support/damage';
import { useStore } from '../support/use-house';

// So slow that no sweep comes in between.
const the = useStore({ SWEEP_INTERVAL_MS: 3_600_000 });
const hand = handOn(the);

/** Three of a kind, by what they are called, in the order of their list. */
const NAMES = ['a', 'b', 'c'];
const reservation = (id: string) => ({
  id,
  lines: [{ sku: 'TEE', quantity: 1 }],
  ttlSeconds: 60,
  ownerId: 'ann',
});

const page = async (path: string) => (await the.store.get(path).expect(200)).body;
const corrupted = async (path: string) =>
  expect((await the.store.get(path).expect(500)).body.code).toBe('STORE_CORRUPTED');

beforeEach(() => the.store.receive('TEE', 10));

describe('a list of reservations', () => {
  const lists = ['', '?state=active', '?sku=TEE', '?ownerId=ann'];
  beforeEach(async () => {
    for (const id of NAMES) await the.store.post('/inventory/reservations', reservation(id)).expect(201);
  });

  describe.each([
    ['is missing', () => hand.forget('reservations', 'b')],
    ['is none', () => hand.set('reservations', 'b', 'abc')],
    ['has no lines', () => hand.set('reservations', 'b', 'active 1900000000000 0 1700000000000 ann TEE* -')],
    [
      'has no such state',
      () => hand.set('reservations', 'b', 'lost 1900000000000 0 1700000000000 ann TEE*1 -'),
    ],
  ])('goes on where a record %s, and names it', (_, damage) => {
    it.each(lists)('/inventory/reservations%s', async (query) => {
      await damage();
      const { items, unreadable, nextCursor } = await page(`/inventory/reservations${query}`);
      expect(items.map(({ id }: { id: string }) => id).sort()).toEqual(['a', 'c']);
      expect([unreadable, nextCursor]).toEqual([['b'], null]);
    });
  });

  it('pages over one that it cannot read', async () => {
    await hand.set('reservations', 'b', 'abc');
    const seen: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: string = `?limit=1&state=active${cursor && `&cursor=${cursor}`}`;
      const { items, unreadable, nextCursor } = await page(`/inventory/reservations${query}`);
      seen.push(items[0]?.id ?? unreadable);
      cursor = nextCursor;
    }
    expect(seen).toEqual(['a', ['b'], 'c']);
  });

  it('says nothing of what is whole', async () => {
    expect(await page('/inventory/reservations')).not.toHaveProperty('unreadable');
  });
});

describe('a line', () => {
  const state = async (id: string) => (await page(`/inventory/waits/${id}`)).state;
  beforeEach(async () => {
    const wait = { sku: 'TEE', quantity: 11, ownerId: 'ann', holdSeconds: 60, waitSeconds: 600 };
    for (const id of NAMES) await the.store.post('/inventory/waits', { ...wait, id }).expect(201);
  });

  it.each([
    ['is missing', () => hand.forget('waits', 'a')],
    ['is none', () => hand.set('waits', 'a', 'abc')],
  ])('goes on where a record %s, also at its front, and is listed without', async (_, damage) => {
    await damage();
    for (const query of ['', '?sku=TEE', '?ownerId=ann']) {
      const { items, unreadable } = await page(`/inventory/waits${query}`);
      expect(items.map(({ id }: { id: string }) => id).sort()).toEqual(['b', 'c']);
      expect(unreadable).toEqual(['a']);
    }
    await the.store.receive('TEE', 1);
    expect([await state('b'), await state('c')]).toEqual(['promoted', 'waiting']);
  });
});

it('stock is listed as before where a hold that is over cannot be read', async () => {
  await the.store.post('/inventory/reservations', reservation('h')).expect(201);
  await hand.set('reservations', 'h', 'active 1700000000000 0 1600000000000 - TEE* -');
  await hand.list('reservation_index', 's/active/1700000000000/h');
  expect((await page('/inventory/items')).items).toMatchObject([{ sku: 'TEE', onHand: 10, reserved: 1 }]);
});

describe('a list of prices', () => {
  beforeEach(async () => {
    for (const sku of NAMES) await the.store.price(sku, 100);
  });

  it.each([
    ['is missing', () => hand.forget('prices', 'b')],
    ['is none', () => hand.set('prices', 'b', '1e2')],
    ['is empty', () => hand.set('prices', 'b', '')],
    ['is below zero', () => hand.set('prices', 'b', '-1')],
  ])('goes on where one %s, and names its SKU', async (_, damage) => {
    await damage();
    const { items, unreadable } = await page('/prices');
    expect(items.map(({ sku }: { sku: string }) => sku)).toEqual(['a', 'c']);
    expect(unreadable).toEqual(['b']);
    const first = await page('/prices?limit=2');
    expect((await page(`/prices?limit=2&cursor=${first.nextCursor}`)).items).toMatchObject([{ sku: 'c' }]);
  });

  it('says nothing of what is whole', async () => {
    expect(await page('/prices')).not.toHaveProperty('unreadable');
  });
});

describe('a list of orders', () => {
  it.each(['', '?state=placed', '?customerId=ann'])(
    'goes on where a record is missing: /orders%s',
    async (query) => {
      await the.store.price('TEE', 100);
      for (const id of NAMES) {
        const order = { id, customerId: 'ann', lines: [{ sku: 'TEE', quantity: 1 }] };
        await the.store.post('/orders', order).expect(201);
      }
      await hand.forget('orders', 'b');
      const { items, unreadable } = await page(`/orders${query}`);
      expect(items.map(({ id }: { id: string }) => id)).toEqual(['c', 'a']);
      expect(unreadable).toEqual(['b']);
    },
  );
});

describe('a list of entries', () => {
  it('goes on where one is missing, and names its sequence', async () => {
    await the.store.fund('bank', 0);
    for (const amount of [1, 2, 3]) {
      await the.store.post('/ledger/transfers', { from: '@world', to: 'bank', amount }).expect(201);
    }
    await hand.forget('entries', 'bank/2');
    const { items, unreadable } = await page('/ledger/accounts/bank/entries');
    expect(items.map(({ change }: { change: number }) => change)).toEqual([3, 1]);
    expect(unreadable).toEqual(['2']);
    const first = await page('/ledger/accounts/bank/entries?limit=2');
    const second = await page(`/ledger/accounts/bank/entries?limit=2&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ items: [{ change: 1 }], nextCursor: null });
  });
});

describe('a list of instances, and of the steps of one', () => {
  const instances = '/workflow/instances';
  beforeEach(async () => {
    for (const id of NAMES) await the.store.post(instances, { id, definition: 'approval' }).expect(201);
  });

  it.each([
    ['is missing', () => hand.forget('instances', 'b')],
    ['is none', () => hand.set('instances', 'b', 'abc')],
  ])('goes on where the record of one %s, and names it', async (_, damage) => {
    await damage();
    const { items, unreadable } = await page(instances);
    expect(items.map(({ id }: { id: string }) => id)).toEqual(['c', 'a']);
    expect(unreadable).toEqual(['b']);
  });

  it('goes on where a step is missing, and names its sequence', async () => {
    for (const [expectedState, to] of [
      ['pending', 'approved'],
      ['approved', 'processing'],
    ]) {
      await the.store.post(`${instances}/a/transitions`, { to, expectedState }).expect(200);
    }
    await hand.forget('history', 'a/2');
    const { items, unreadable } = await page(`${instances}/a/history`);
    expect(items.map(({ sequence }: { sequence: number }) => sequence)).toEqual([1, 3]);
    expect(unreadable).toEqual(['2']);
  });
});

describe('a cart is read', () => {
  it('where the sequence of a SKU was set back, for nothing is moved', async () => {
    await the.store.price('TEE', 100);
    await the.store.post('/carts/c/lines', { sku: 'TEE', quantity: 2 }).expect(200);
    await hand.set('stock', 'TEE', '10 0 0');
    expect((await page('/carts/c')).lines).toMatchObject([{ sku: 'TEE', available: 10 }]);
    await hand.set('stock', 'TEE', 'abc');
    await corrupted('/carts/c');
  });
});

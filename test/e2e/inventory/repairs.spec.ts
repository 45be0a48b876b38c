import supertest from 'supertest';
import { handOn } from '../../support/damage';
import { useStore } from '../../support/use-house';

// So slow that no sweep comes in between.
const the = useStore({ SWEEP_INTERVAL_MS: 3_600_000 });
const hand = handOn(the);

/** TEE: received 10, 2 of them sold, 3 held: four movements with the one that gave one back. */
const AS_IT_WAS = { sku: 'TEE', onHand: 8, reserved: 3, available: 5, sold: 2 };

beforeEach(async () => {
  await the.store.receive('MUG', 7);
  await the.store.receive('TEE', 10);
  await the.store.post('/inventory/items/TEE/deductions', { quantity: 2, id: 'd' }).expect(201);
  const lines = [{ sku: 'TEE', quantity: 3 }];
  await the.store.post('/inventory/reservations', { lines, ttlSeconds: 60, id: 'h' }).expect(201);
});

const audit = async (repair = false) =>
  (await the.store.post('/inventory/audits', { repair }).expect(200)).body;
const tee = (field: string, recorded: number, actual: number, more = {}) => ({
  ...{ sku: 'TEE', field, recorded, actual, ...more },
});
const items = async () => (await the.store.get('/inventory/items').expect(200)).body;
const newest = async () => (await the.store.get('/journal?limit=200')).body.items.at(-1);

describe('POST /inventory/audits with repair rebuilds from movements and holds', () => {
  const lost = [tee('record', 1, 0)];
  const set = (record: string) => () => hand.set('stock', 'TEE', record);
  const behind = (sequence: number) => tee('movements', sequence, 3);

  it.each([
    ['a record that is missing', () => hand.forget('stock', 'TEE'), lost],
    ['a record that is none', set('abc'), lost],
    ['a record that breaks 0 <= reserved <= on hand', set('2 3 3'), lost],
    ['units sold that are no count', () => hand.list('sold', 'TEE', 'inf'), lost],
    ['units sold that are missing', () => hand.unlist('sold', 'TEE'), [tee('sold', 0, 2)]],
    ['a sequence that was set to 0', set('8 3 0'), [behind(0)]],
    ['a sequence that was set back', set('8 3 2'), [behind(2)]],
    ['a sequence that was set too high', set('8 3 99'), [behind(99)]],
    ['a sequence that no store comes to', set('8 3 9007199254740990'), [behind(9007199254740990)]],
    ['all of a record', set('0 0 0'), [tee('onHand', 0, 8), tee('reserved', 0, 3), behind(0)]],
    ['a SKU that the list lacks', () => hand.unlist('skus', 'TEE'), [tee('listed', 1, 0)]],
    [
      'a SKU of which only movements and holds are left',
      async () => {
        await hand.forget('stock', 'TEE');
        await hand.unlist('skus', 'TEE');
        await hand.unlist('sold', 'TEE');
      },
      [tee('listed', 1, 0), ...lost],
    ],
  ])('%s', async (_, damage, drift) => {
    await damage();
    expect(await audit()).toMatchObject({ skus: 2, unsettled: [], drift });
    expect((await audit(true)).drift).toEqual(drift.map((item) => ({ ...item, repaired: true })));
    expect((await audit()).drift).toEqual([]);
    expect(await the.store.stock('TEE')).toEqual(AS_IT_WAS);
    expect((await items()).items).toHaveLength(2);
    const { body } = await the.store.get('/inventory/items/TEE/movements').expect(200);
    const repair = {
      sequence: 4,
      type: 'adjustment',
      onHandChange: 0,
      reference: 'audit',
      onHand: 8,
      reserved: 3,
    };
    expect(body.items[3]).toMatchObject(repair);
    await the.store.post('/inventory/reservations/h/commit').expect(200);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 5, reserved: 0, sold: 5 });
    expect((await audit()).drift).toEqual([]);
  });

  it('and journals what was there before, and what after', async () => {
    await hand.set('stock', 'TEE', '0 0 0');
    await audit(true);
    const actual = { onHand: 8, reserved: 3, sold: 2, sequence: 4 };
    expect(await newest()).toMatchObject({
      type: 'inventory.repaired',
      data: { sku: 'TEE', recorded: { onHand: 0, reserved: 0, sold: 2, sequence: 0 }, actual },
    });
    await hand.forget('stock', 'TEE');
    await audit(true);
    expect((await newest()).data).toEqual({ sku: 'TEE', recorded: null, actual: { ...actual, sequence: 5 } });
  });

  it('every SKU, when the list of SKUs is gone', async () => {
    await hand.drop('skus');
    expect((await items()).items).toEqual([]);
    expect((await audit(true)).drift).toHaveLength(2);
    expect((await items()).items).toMatchObject([{ sku: 'MUG', onHand: 7 }, AS_IT_WAS]);
    expect((await audit()).drift).toEqual([]);
  });

  it('a name of which nothing is known, as a SKU with nothing on hand', async () => {
    await hand.list('skus', 'GHOST');
    await hand.list('sold', 'SHADE', '5');
    await hand.set('stock', 'SPECTRE', '5 0 0');
    const drift = (await audit()).drift.map(({ sku, field }: Record<string, string>) => [sku, field]);
    expect(drift).toEqual(
      expect.arrayContaining([
        ['GHOST', 'record'],
        ['SHADE', 'listed'],
        ['SHADE', 'record'],
        ['SPECTRE', 'listed'],
        ['SPECTRE', 'onHand'],
      ]),
    );
    await audit(true);
    expect((await audit()).drift).toEqual([]);
    expect(await the.store.stock('SPECTRE')).toMatchObject({ onHand: 0, sold: 0 });
  });
});

describe('POST /inventory/audits with repair changes nothing', () => {
  /** What of the damage is named, and that all stays as it was. */
  async function named() {
    const state = () => Promise.all((['stock', 'movements', 'skus'] as const).map(kept));
    const kept = (name: 'stock' | 'movements' | 'skus') => (name === 'skus' ? items() : hand.fields(name));
    const before = await state();
    const { drift } = await audit(true);
    expect(await state()).toEqual(before);
    return drift;
  }

  it.each([
    ['is missing', () => hand.forget('movements', 'TEE/2')],
    ['is missing, the last one', () => hand.forget('movements', 'TEE/3')],
    ['cannot be read', () => hand.set('movements', 'TEE/2', 'abc')],
    ['cannot be read, the last one', () => hand.set('movements', 'TEE/3', '[]')],
  ])('where a movement %s', async (_, damage) => {
    await damage();
    expect(await named()).toContainEqual(tee('movements', 3, 2, { repaired: false }));
  });

  it('where all movements but the last of a long row are missing', async () => {
    await hand.set('stock', 'TEE', '8 3 2000');
    await hand.set('movements', 'TEE/2000', (await hand.field('movements', 'TEE/3'))!);
    expect(await named()).toContainEqual(tee('movements', 2000, 4, { repaired: false }));
  });

  it('where a movement is missing and the record is garbage', async () => {
    await hand.forget('movements', 'TEE/2');
    await hand.set('stock', 'TEE', 'abc');
    const drift = [tee('record', 1, 0, { repaired: false }), tee('movements', 3, 2, { repaired: false })];
    expect(await named()).toEqual(drift);
  });

  it.each(['TEE/5', 'TEE/700', 'TEE/9007199254740991', 'TEE/04', 'TEE/last'])(
    'where something stands among the movements that is none of them: %s',
    async (field) => {
      await hand.set('movements', field, '["adjustment",1,0,9,3,1700000000000,"k",null,null]');
      expect(await named()).toContainEqual(tee('movements', 3, 4, { repaired: false }));
    },
  );
});

describe('a reservation that cannot be read', () => {
  it.each([
    ['garbage', 'abc'],
    ['no lines', 'active 1900000000000 0 1700000000000 - TEE* -'],
    ['another state', 'activ 1900000000000 0 1700000000000 - TEE*3 -'],
  ])('is named with its SKU, and keeps its units back: %s', async (_, record) => {
    await hand.set('reservations', 'h', record);
    await hand.set('stock', 'TEE', '9 3 3');
    const drift = [tee('onHand', 9, 8), tee('record', 1, 0, { reservationId: 'h' })];
    expect((await audit()).drift).toEqual(drift);
    expect((await audit(true)).drift.map(({ repaired }: { repaired: boolean }) => repaired)).toEqual([
      true,
      false,
    ]);
    expect(await the.store.stock('TEE')).toEqual(AS_IT_WAS);
  });
});

it('an audit does not know a store that was never made', async () => {
  const { body } = await supertest(the.house.url).post('/v1/stores/none/inventory/audits').expect(404);
  expect(body.code).toBe('STORE_NOT_FOUND');
});

it('a SKU that moves while the audit reads is no drift, and is not repaired', async () => {
  const busy = { on: true };
  const moving = (async () => {
    while (busy.on) await the.store.receive('TEE', 1);
  })();
  for (let i = 0; i < 10; i++) {
    const { drift } = await audit(true);
    expect(drift).toEqual([]);
  }
  busy.on = false;
  await moving;
  expect(await audit()).toMatchObject({ drift: [], unsettled: [] });
});

import fc from 'fast-check';
import { StoreCalls } from '../support/house';
import { handOn } from '../support/damage';
import { useHouse } from '../support/use-house';

// So slow that no sweep comes in between.
const the = useHouse({ SWEEP_INTERVAL_MS: 3_600_000 });

const SKUS = ['A', 'B', 'C'];
/** How many movements each has after fill(). */
const MOVED = 4;

/** Numbers that no two SKUs share. */
async function fill(store: StoreCalls): Promise<void> {
  for (const [i, sku] of SKUS.entries()) {
    const quantity = 2 + i;
    await store.receive(sku, 1000 * (i + 1));
    await store.post(`/inventory/items/${sku}/deductions`, { quantity, id: `d-${sku}` }).expect(201);
    const reservation = { lines: [{ sku, quantity: 10 * (i + 1) }], ttlSeconds: 600, id: `h-${sku}` };
    await store.post('/inventory/reservations', reservation).expect(201);
    await store.receive(sku, 7);
  }
}

interface Damage {
  name: 'stock' | 'movements' | 'sold' | 'skus' | 'reservations';
  sku: string;
  /** Sequence of a movement. */
  sequence: number;
  /** Text that is written over it; undefined where it is taken away. */
  value?: string;
}

const sku = fc.constantFrom(...SKUS);
const sequence = fc.integer({ min: 1, max: MOVED });
const garbage = fc.option(fc.oneof(fc.constantFrom('', 'abc', '5', '[]', '{}', 'null'), fc.string()), {
  nil: undefined,
});
const count = fc.nat({ max: 99 });
const numbers = fc.tuple(count, count, fc.nat({ max: MOVED })).map((all) => all.join(' '));
const of = (name: Damage['name'], value: fc.Arbitrary<string | undefined>): fc.Arbitrary<Damage> =>
  fc.record({ name: fc.constant(name), sku, sequence, value });
const damages = fc.oneof(
  of('stock', garbage),
  of('stock', numbers),
  of('movements', garbage),
  of('sold', fc.constantFrom('1.5', 'inf', '-1', '77', undefined)),
  of('skus', fc.constant(undefined)),
  of('reservations', garbage),
);

async function inflict(
  hand: ReturnType<typeof handOn>,
  { name, sku, sequence, value }: Damage,
): Promise<void> {
  if (name === 'skus') await hand.unlist(name, sku);
  else if (name === 'sold')
    await (value === undefined ? hand.unlist(name, sku) : hand.list(name, sku, value));
  else {
    const field = { stock: sku, movements: `${sku}/${sequence}`, reservations: `h-${sku}` }[name];
    await (value === undefined ? hand.forget(name, field) : hand.set(name, field, value));
  }
}

interface Stock {
  sku: string;
  onHand: number;
  reserved: number;
  available: number;
  sold: number;
}

const list = async (store: StoreCalls): Promise<{ items: Stock[]; unreadable?: string[] }> =>
  (await store.get('/inventory/items').expect(200)).body;
const audit = async (store: StoreCalls, repair: boolean) =>
  (await store.post('/inventory/audits', { repair }).expect(200)).body.drift;

/** Reads a record of numbers, where it is one that a script could have written. */
function asWritten({ name, sku, value = '' }: Damage, truth: Stock): Stock | undefined {
  const [onHand, reserved] = value.split(' ').map(Number) as [number, number];
  if (name === 'stock' && /^\d+ \d+ \d+$/.test(value) && reserved <= onHand) {
    return { ...truth, sku, onHand, reserved, available: onHand - reserved };
  }
  const isCount = name === 'sold' && (value === '' || /^\d+$/.test(value));
  return isCount ? { ...truth, sold: Number(value) } : undefined;
}

/** Tries to move the SKU; what came to on hand. */
async function move(store: StoreCalls, name: string): Promise<{ onHand: number; sold: number }> {
  const received = await store.post(`/inventory/items/${name}/adjustments`, { delta: 5, reason: 'received' });
  const deducted = await store.post(`/inventory/items/${name}/deductions`, { quantity: 1 });
  for (const { status, body } of [received, deducted]) {
    if (status !== 201) expect(['STORE_CORRUPTED', 'INSUFFICIENT_STOCK']).toContain(body.code);
  }
  return {
    onHand: (received.status === 201 ? 5 : 0) - (deducted.status === 201 ? 1 : 0),
    sold: deducted.status === 201 ? 1 : 0,
  };
}

it('damage to one record shows in no other, loses no movement, is named, and is repaired by whole movements', async () => {
  await fc.assert(
    fc.asyncProperty(damages, async (damage) => {
      const store = await the.house.store();
      const hand = handOn({ house: the.house, store });
      await fill(store);
      const truth = new Map((await list(store)).items.map((item) => [item.sku, item]));
      const own = truth.get(damage.sku)!;
      const unharmed = SKUS.filter((one) => one !== damage.sku).map((one) => truth.get(one)!);
      await inflict(hand, damage);

      const { items, unreadable = [] } = await list(store);
      expect(items.filter((item) => item.sku !== damage.sku)).toEqual(unharmed);
      const shown = items.find((item) => item.sku === damage.sku);
      const touchesStock = damage.name === 'stock' || damage.name === 'sold';
      if (shown) expect(shown).toEqual(touchesStock ? asWritten(damage, own) : own);
      else expect(unreadable).toEqual(damage.name === 'skus' ? [] : [damage.sku]);

      const before = await hand.fields('movements');
      const named = (await audit(store, false)) as { sku: string }[];
      if (!shown || JSON.stringify(shown) !== JSON.stringify(own)) expect(named).not.toEqual([]);
      for (const drift of named) expect(drift.sku).toBe(damage.sku);

      const moved = await move(store, damage.sku);
      expect(await hand.fields('movements')).toMatchObject(before);

      const repaired = await audit(store, true);
      const after = (await list(store)).items;
      expect(after.filter((item) => item.sku !== damage.sku)).toEqual(unharmed);
      if (damage.name === 'movements') {
        for (const drift of repaired) expect(drift).toMatchObject({ sku: damage.sku, repaired: false });
        return;
      }
      const reserved = damage.name === 'reservations' && damage.value === undefined ? 0 : own.reserved;
      const onHand = own.onHand + moved.onHand;
      const restored = {
        ...own,
        onHand,
        reserved,
        available: onHand - reserved,
        sold: own.sold + moved.sold,
      };
      expect(after.find((item) => item.sku === damage.sku)).toEqual(restored);
      const left = await audit(store, false);
      const lost = { sku: damage.sku, field: 'record', reservationId: `h-${damage.sku}` };
      if (damage.name === 'reservations' && damage.value !== undefined) expect(left).toMatchObject([lost]);
      else expect(left).toEqual([]);
    }),
    { numRuns: 100, endOnFailure: true },
  );
}, 120_000);

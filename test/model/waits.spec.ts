import fc from 'fast-check';
import supertest from 'supertest';
import { StoreCalls } from '../support/house';
import { lapse, lapseWait } from '../support/lapse';
import { useHouse } from '../support/use-house';
import { Answer } from './inventory-model';
import { WaitModel } from './wait-model';

// No sweeper but the one that a command runs: what is over and not swept yet must not matter either.
const the = useHouse({ SWEEP_INTERVAL_MS: 3_600_000 });

interface Real {
  store: StoreCalls;
  /** Ids of the reservations that waits became, by the wait. */
  promoted: Map<string, string>;
}
type Command = fc.AsyncCommand<WaitModel, Real>;

const sku = fc.constantFrom('A', 'A', 'A', 'B');
const quantity = fc.integer({ min: 1, max: 4 });
const id = fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8');
/** Reservations that were asked for, and those that waits became. */
const hold = fc.oneof(
  id.map((i) => `h${i}`),
  id.map((i) => `w${i}`),
);

const idOf = (real: Real, name: string): string => real.promoted.get(name) ?? name;

function command(
  name: string,
  ask: (store: StoreCalls, real: Real) => supertest.Test,
  foresee: (model: WaitModel) => Answer,
): Command {
  return {
    check: () => true,
    toString: () => name,
    async run(model, real) {
      const { status, body } = await ask(real.store, real);
      expect({ status, code: body.code }).toEqual({ code: undefined, ...foresee(model) });
      if (body.position) expect(body.position).toBe(model.position(model.waits.get(body.id)!));
      await compare(model, real);
    },
  };
}

async function compare(model: WaitModel, { store, promoted }: Real): Promise<void> {
  for (const [name, { onHand, sold, safetyStock }] of model.stock) {
    const reserved = model.reserved(name, 'active');
    const available = Math.max(onHand - reserved - safetyStock, 0);
    expect(await store.stock(name)).toMatchObject({ sku: name, onHand, sold, reserved, available });
  }
  for (const wait of model.waits.values()) {
    const { body } = await store.get(`/inventory/waits/${wait.id}`).expect(200);
    const { id, state, granted, position, reservationId } = body;
    const expected = {
      id: wait.id,
      state: wait.state,
      granted: wait.granted,
      position: model.position(wait),
    };
    expect({ id, state, granted, position }).toEqual(expected);
    if (reservationId) promoted.set(wait.id, reservationId);
  }
}

const SMALL = { holdSeconds: 1000, waitSeconds: 1000 };

const adjust = fc
  .tuple(
    sku,
    fc.integer({ min: -3, max: 4 }).filter((n) => n !== 0),
  )
  .map(([s, delta]) =>
    command(
      `adjust ${s} ${delta}`,
      (store) => store.post(`/inventory/items/${s}/adjustments`, { delta, reason: 'correction' }),
      (model) => model.adjust(s, delta),
    ),
  );
const keep = fc.tuple(sku, fc.nat({ max: 3 })).map(([s, safetyStock]) =>
  command(
    `keep ${safetyStock} of ${s}`,
    (store) => store.put(`/inventory/items/${s}/policy`, { safetyStock }),
    (model) => model.keep(s, safetyStock),
  ),
);
const deduct = fc.tuple(id, sku, quantity).map(([i, s, units]) =>
  command(
    `deduct d${i} ${units} ${s}`,
    (store) => store.post(`/inventory/items/${s}/deductions`, { quantity: units, id: `d${i}` }),
    (model) => model.deduct(`d${i}`, s, units),
  ),
);
const reverse = fc.tuple(id, sku).map(([i, s]) =>
  command(
    `reverse d${i} of ${s}`,
    (store) => store.post(`/inventory/items/${s}/deductions/d${i}/reversal`),
    (model) => model.reverse(`d${i}`, s),
  ),
);
const reserve = fc.tuple(id, sku, quantity).map(([i, s, units]) =>
  command(
    `reserve h${i} ${units} ${s}`,
    (store) =>
      store.post('/inventory/reservations', {
        ...{ id: `h${i}`, ttlSeconds: 1000, lines: [{ sku: s, quantity: units }] },
      }),
    (model) => model.reserve(`h${i}`, s, units),
  ),
);
const finish = fc.tuple(hold, fc.constantFrom('commit' as const, 'cancel' as const)).map(([name, how]) =>
  command(
    `${how} ${name}`,
    (store, real) => store.post(`/inventory/reservations/${idOf(real, name)}/${how}`),
    (model) => model.finish(name, how),
  ),
);
const wait = fc.tuple(id, sku, quantity, quantity).map(([i, s, units, least]) => {
  const wanted = { id: `w${i}`, sku: s, quantity: units, atLeast: Math.min(units, least) };
  return command(
    `wait ${JSON.stringify(wanted)}`,
    (store) => store.post('/inventory/waits', { ...wanted, ownerId: 'ann', ...SMALL }),
    (model) => model.wait(wanted),
  );
});
const cancelWait = id.map((i) =>
  command(
    `cancel w${i}`,
    (store) => store.post(`/inventory/waits/w${i}/cancel`),
    (model) => model.cancelWait(`w${i}`),
  ),
);
const sweep = fc.constant(
  command(
    'sweep',
    (store) => store.post('/inventory/sweeper/runs'),
    (model) => model.sweep(),
  ),
);

const lapses = hold.map((name): Command => ({
  check: (model) => model.holds.get(name)?.state === 'active',
  toString: () => `${name} lapses`,
  async run(model, real) {
    expect(await lapse(the.house.redis.client, real.store.name, idOf(real, name))).toBe(true);
    model.holds.get(name)!.state = 'lapsed';
    await compare(model, real);
  },
}));
const waitLapses = id.map((i): Command => ({
  check: (model) => model.waits.get(`w${i}`)?.state === 'waiting',
  toString: () => `w${i} has waited long enough`,
  async run(model, real) {
    await lapseWait(the.house.redis.client, real.store.name, `w${i}`);
    model.waits.get(`w${i}`)!.state = 'expired';
    await compare(model, real);
  },
}));

const commands = [
  ...[adjust, adjust, keep, deduct, reverse, reserve, reserve, finish, finish, lapses, lapses],
  ...[wait, wait, wait, wait, cancelWait, waitLapses, sweep],
];

it('lines are served as their model serves them, whatever the order of calls, and the sums add up', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 60, size: 'max' }), async (sequence) => {
      const store = await the.house.store();
      const model = new WaitModel();
      for (const name of ['A', 'B']) {
        await store.receive(name, 4);
        model.adjust(name, 4);
      }
      await fc.asyncModelRun(() => ({ model, real: { store, promoted: new Map() } }), sequence);
      const { body } = await store.post('/inventory/audits').expect(200);
      expect(body.drift).toEqual([]);
    }),
    { numRuns: 40, endOnFailure: true },
  );
}, 180_000);

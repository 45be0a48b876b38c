import fc from 'fast-check';
import supertest from 'supertest';
import { StoreCalls } from '../support/house';
import { lapse } from '../support/lapse';
import { useHouse } from '../support/use-house';
import { Answer, InventoryModel } from './inventory-model';

// No sweeper but the one that a command runs: what is over and not swept yet must not matter either.
const the = useHouse({ SWEEP_INTERVAL_MS: 3_600_000 });

interface Real {
  store: StoreCalls;
}
type Command = fc.AsyncCommand<InventoryModel, Real>;

// Few names and small numbers, so that commands meet each other.
const sku = fc.constantFrom('A', 'A', 'A', 'B', 'B', 'NEW');
const quantity = fc.integer({ min: 1, max: 5 });
const id = fc.constantFrom('1', '2', '3', '4', '5');
const line = fc.record({ sku, quantity });

/** A command that asks both, compares the answers, and then compares everything that can be read. */
function command(
  name: string,
  ask: (store: StoreCalls) => supertest.Test,
  foresee: (model: InventoryModel) => Answer,
): Command {
  return {
    check: () => true,
    toString: () => name,
    async run(model, { store }) {
      const response = await ask(store);
      const answer = foresee(model);
      const { code, codes } = response.body;
      expect({ status: response.status, code, codes }).toEqual({
        code: undefined,
        codes: undefined,
        ...answer,
      });
      await compare(model, store);
    },
  };
}

async function compare(model: InventoryModel, store: StoreCalls): Promise<void> {
  for (const [name, item] of model.stock) {
    const real = await store.stock(name);
    expect(real.onHand).toBe(item.onHand);
    expect(real.sold).toBe(item.sold);
    expect(real.available).toBe(real.onHand - real.reserved);
    expect(real.available).toBeGreaterThanOrEqual(0);
    // A reservation that is over may keep its units back until the sweeper has been; never the other way round.
    expect(real.reserved).toBeGreaterThanOrEqual(model.reserved(name));
  }
  const { body } = await store.post('/inventory/audits').expect(200);
  expect(body.drift).toEqual([]);
}

const adjust = fc
  .tuple(
    sku,
    fc.integer({ min: -5, max: 10 }).filter((n) => n !== 0),
  )
  .map(([s, delta]) =>
    command(
      `adjust ${s} ${delta}`,
      (store) => store.post(`/inventory/items/${s}/adjustments`, { delta, reason: 'correction' }),
      (model) => model.adjust(s, { delta }),
    ),
  );

const setTo = fc.tuple(sku, fc.nat({ max: 12 })).map(([s, setTo]) =>
  command(
    `set ${s} ${setTo}`,
    (store) => store.post(`/inventory/items/${s}/adjustments`, { setTo, reason: 'correction' }),
    (model) => model.adjust(s, { setTo }),
  ),
);

const deduct = fc.tuple(id, line).map(([i, l]) =>
  command(
    `deduct d${i} ${l.quantity} ${l.sku}`,
    (store) => store.post(`/inventory/items/${l.sku}/deductions`, { quantity: l.quantity, id: `d${i}` }),
    (model) => model.deduct(`d${i}`, l),
  ),
);

const reverse = fc.tuple(id, sku).map(([i, s]) =>
  command(
    `reverse d${i} of ${s}`,
    (store) => store.post(`/inventory/items/${s}/deductions/d${i}/reversal`),
    (model) => model.reverse(`d${i}`, s),
  ),
);

const reserve = fc.tuple(id, fc.array(line, { minLength: 1, maxLength: 4 })).map(([i, lines]) =>
  command(
    `reserve h${i} ${JSON.stringify(lines)}`,
    (store) => store.post('/inventory/reservations', { lines, ttlSeconds: 1000, id: `h${i}` }),
    (model) => model.reserve(`h${i}`, lines),
  ),
);

const finish = fc.tuple(id, fc.constantFrom('commit' as const, 'cancel' as const)).map(([i, how]) =>
  command(
    `${how} h${i}`,
    (store) => store.post(`/inventory/reservations/h${i}/${how}`),
    (model) => model.finish(`h${i}`, how),
  ),
);

const extend = id.map((i) =>
  command(
    `extend h${i}`,
    (store) => store.post(`/inventory/reservations/h${i}/extend`, { ttlSeconds: 1000 }),
    (model) => model.finish(`h${i}`, 'extend'),
  ),
);

const lapses = id.map((i): Command => ({
  check: (model) => model.reservations.get(`h${i}`)?.state === 'active',
  toString: () => `h${i} lapses`,
  async run(model, { store }) {
    expect(await lapse(the.house.redis.client, store.name, `h${i}`)).toBe(true);
    model.lapse(`h${i}`);
    await compare(model, store);
  },
}));

const sweep = fc.constant(
  command(
    'sweep',
    (store) => store.post('/inventory/sweeper/runs'),
    () => ({ status: 200 }),
  ),
);

// A command that stands here more often is drawn more often.
const commands = [
  ...[adjust, setTo, deduct, deduct, reverse, reserve, reserve, reserve, reserve],
  ...[finish, finish, finish, extend, lapses, lapses, sweep],
];

it('the inventory does what its model does, whatever the order of calls, and its sums add up after each', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 60, size: 'max' }), async (sequence) => {
      const store = await the.house.store();
      const model = new InventoryModel();
      for (const name of ['A', 'B']) {
        await store.receive(name, 12);
        model.adjust(name, { delta: 12 });
      }
      await fc.asyncModelRun(() => ({ model, real: { store } }), sequence);
    }),
    { numRuns: 40, endOnFailure: true },
  );
}, 120_000);

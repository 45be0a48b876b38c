import fc from 'fast-check';
import { Redis } from 'ioredis';
import supertest from 'supertest';
import { StoreCalls } from '../support/house';
import { lapse } from '../support/lapse';
import { useHouse } from '../support/use-house';
import { HeldCartModel, Strategy, Verdict } from './held-cart-model';

// No sweeper: what is over and not swept yet must not matter.
const the = useHouse({ SWEEP_INTERVAL_MS: 3_600_000 });

interface Real {
  store: StoreCalls;
  redis: Redis;
}
type Ask = (store: StoreCalls) => supertest.Test;
type Foresee = (model: HeldCartModel) => Verdict;

const SKUS = ['A', 'B', 'C'];
const CARTS = ['c1', 'c2'];
const sku = fc.constantFrom(...SKUS);
const cart = fc.constantFrom(...CARTS);
const units = fc.integer({ min: 1, max: 3 });

/** Asks both, compares the answers, and then everything that can be read. */
function command(name: string, ask: Ask, foresee: Foresee): fc.AsyncCommand<HeldCartModel, Real> {
  return {
    check: () => true,
    toString: () => name,
    async run(model, { store }) {
      const { status, body } = await ask(store);
      expect({ status, codes: body.codes ?? (body.code ? [body.code] : []) }).toEqual(foresee(model));
      await compare(model, store);
    },
  };
}

/** Something that happens to the reservation of a cart that is held. */
function happens(
  name: string,
  id: string,
  act: (real: Real, reservation: string) => Promise<unknown>,
  foresee: Foresee,
): fc.AsyncCommand<HeldCartModel, Real> {
  return {
    check: (model) => model.cart(id).hold !== undefined,
    toString: () => `${name} ${id}`,
    async run(model, real) {
      const { hold } = (await real.store.get(`/carts/${id}`).expect(200)).body;
      const answer = await act(real, hold.reservationId);
      expect(foresee(model).status).toBe(answer);
      await compare(model, real.store);
    },
  };
}

const lapses = cart.map((id) =>
  happens(
    'the hold lapses of',
    id,
    async ({ store, redis }, reservation) => ((await lapse(redis, store.name, reservation)) ? 200 : 404),
    (model) => model.end(id),
  ),
);
const ends = cart.map((id) =>
  happens(
    'somebody cancels the reservation of',
    id,
    async ({ store }, reservation) =>
      (await store.post(`/inventory/reservations/${reservation}/cancel`)).status,
    (model) => model.end(id),
  ),
);
const givesUp = fc.tuple(cart, sku, units).map(([id, s, quantity]) =>
  happens(
    `somebody cancels ${quantity} ${s} of the reservation of`,
    id,
    async ({ store }, reservation) => {
      const lines = [{ sku: s, quantity }];
      return (await store.post(`/inventory/reservations/${reservation}/cancel`, { lines })).status;
    },
    (model) => model.giveUp(id, s, quantity),
  ),
);
const receive = fc.tuple(sku, units).map(([s, delta]) =>
  command(
    `receive ${delta} ${s}`,
    (store) => store.post(`/inventory/items/${s}/adjustments`, { delta, reason: 'received' }),
    (model) => model.receive(s, delta),
  ),
);
const deduct = fc.tuple(sku, units).map(([s, quantity]) =>
  command(
    `deduct ${quantity} ${s}`,
    (store) => store.post(`/inventory/items/${s}/deductions`, { quantity }),
    (model) => model.deduct(s, quantity),
  ),
);
const price = fc.tuple(sku, fc.nat({ max: 9 })).map(([s, unitPrice]) =>
  command(
    `price ${s} ${unitPrice}`,
    (store) => store.put(`/prices/${s}`, { unitPrice }),
    (model) => {
      const status = model.prices.has(s) ? 200 : 201;
      model.prices.set(s, unitPrice);
      return { status, codes: [] };
    },
  ),
);
const add = fc.tuple(cart, sku, units).map(([id, s, quantity]) =>
  command(
    `${id} add ${quantity} ${s}`,
    (store) => store.post(`/carts/${id}/lines`, { sku: s, quantity }),
    (model) => model.add(id, s, quantity),
  ),
);
const set = fc.tuple(cart, sku, fc.nat({ max: 6 })).map(([id, s, quantity]) =>
  command(
    `${id} set ${s} ${quantity}`,
    (store) => store.put(`/carts/${id}/lines/${s}`, { quantity }),
    (model) => model.set(id, s, quantity),
  ),
);
const remove = fc.tuple(cart, sku, units).map(([id, s, quantity]) =>
  command(
    `${id} remove ${quantity} ${s}`,
    (store) => store.post(`/carts/${id}/lines/${s}/removals`, { quantity }),
    (model) => model.remove(id, s, quantity),
  ),
);
const clear = cart.map((id) =>
  command(
    `clear ${id}`,
    (store) => store.delete(`/carts/${id}`),
    (model) => model.clear(id),
  ),
);
const hold = fc.tuple(cart, fc.boolean()).map(([id, freezePrices]) =>
  command(
    `hold ${id} ${freezePrices ? 'and its prices' : ''}`,
    (store) => store.post(`/carts/${id}/hold`, { ttlSeconds: 600, freezePrices }),
    (model) => model.hold(id, freezePrices),
  ),
);
const merge = fc
  .tuple(cart, cart, fc.constantFrom<Strategy>('sum', 'max', 'keep'))
  .filter(([id, from]) => id !== from)
  .map(([id, from, strategy]) =>
    command(
      `merge ${from} into ${id} by ${strategy}`,
      (store) => store.post(`/carts/${id}/merge`, { from, strategy }),
      (model) => model.merge(id, from, strategy),
    ),
  );
const checkOut = fc
  .tuple(cart, fc.option(fc.nat({ max: 40 }), { nil: undefined, freq: 4 }))
  .map(([id, expectedTotal]) =>
    command(
      `check out ${id} ${expectedTotal ?? ''}`,
      (store) => store.post(`/carts/${id}/checkout`, { customerId: 'ann', expectedTotal }),
      (model) => model.checkOut(id, expectedTotal),
    ),
  );

async function compare(model: HeldCartModel, store: StoreCalls): Promise<void> {
  await Promise.all([compareCarts(model, store), compareStock(model, store)]);
}

async function compareCarts(model: HeldCartModel, store: StoreCalls): Promise<void> {
  for (const id of CARTS) {
    const expected = model.cart(id);
    const { lines, total, hold: kept } = (await store.get(`/carts/${id}`).expect(200)).body;
    const told = lines.map((one: { sku: string; quantity: number; unitPrice: number; available: number }) => [
      one.sku,
      one.quantity,
      one.unitPrice,
      one.available,
    ]);
    expect(told).toEqual(
      [...expected.lines].map(([name, quantity]) => [
        name,
        quantity,
        model.priceIn(expected, name),
        model.available(name, expected),
      ]),
    );
    expect(total).toBe(model.total(expected));
    expect(kept?.total).toBe(expected.hold && model.total(expected));
    if (!kept) continue;
    const {
      state,
      cartId,
      lines: held,
    } = (await store.get(`/inventory/reservations/${kept.reservationId}`).expect(200)).body;
    expect({ state, cartId }).toEqual({ state: 'active', cartId: id });
    const byName = new Map(
      held.map((one: { sku: string; quantity: number }) => [one.sku, one.quantity] as const),
    );
    expect(byName).toEqual(expected.hold!.kept);
  }
}

/** Σ holds = reserved, Σ movements = on hand and sold, and all is as the model says. */
async function compareStock(model: HeldCartModel, store: StoreCalls): Promise<void> {
  for (const name of SKUS) {
    expect(await store.stock(name)).toEqual({
      sku: name,
      onHand: model.onHand.get(name),
      reserved: model.reserved(name),
      available: model.available(name),
      sold: model.sold.get(name) ?? 0,
    });
  }
  expect((await store.post('/inventory/audits').expect(200)).body.drift).toEqual([]);
}

// A command that stands here more often is drawn more often.
const commands = [
  ...[add, add, add, add, add, set, set, remove, hold, hold, hold, hold, hold, merge, merge, clear],
  ...[checkOut, checkOut, lapses, ends, givesUp, givesUp, givesUp, givesUp, receive, deduct, price],
];

it('carts that are held do what their model does, whatever happens in between', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 50, size: 'max' }), async (sequence) => {
      const store = await the.house.store();
      const model = new HeldCartModel();
      for (const name of SKUS) {
        await store.receive(name, 9);
        model.onHand.set(name, 9);
      }
      for (const [name, unitPrice] of Object.entries({ A: 3, B: 4 })) {
        await store.price(name, unitPrice);
        model.prices.set(name, unitPrice);
      }
      await fc.asyncModelRun(() => ({ model, real: { store, redis: the.house.redis.client } }), sequence);
    }),
    { numRuns: 20, endOnFailure: true },
  );
}, 240_000);

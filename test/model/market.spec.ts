import fc from 'fast-check';
import { OrderSweeper } from '../../src/orders/authorisations/order-sweeper';
import { OrderSweepLua } from '../../src/orders/authorisations/sweep.lua';
import { useHouse } from '../support/use-house';
import { Action, CARTS, Market, PAYEES, SKUS } from './market/action';
import { afterSale } from './market/after-sale';
import { cartActions } from './market/carts';
import { flashActions } from './market/flash';
import { expectAudited, expectSound } from './market/invariants';
import { moneyActions } from './market/money';
import { sales } from './market/sales';
import { stockActions } from './market/stock';

const RUNS = Number(process.env.RUNS ?? 10);
const STEPS = Number(process.env.STEPS ?? 80);
/** A call that makes no sense would be 400: a price for a SKU that the cart has not. */
const POSSIBLE = [200, 201, 204, 400, 404, 409];
const AUDITED_EVERY = 10;

// No sweeper but those that actions run: what is over and not swept yet must not matter.
const the = useHouse({ SWEEP_INTERVAL_MS: 3_600_000 });
// The invariants read each order after each step: those that are over would all be ended by that.
beforeAll(() =>
  jest.spyOn(the.house.app.get(OrderSweepLua, { strict: false }), 'endLapsed').mockResolvedValue(),
);
afterAll(() => jest.restoreAllMocks());

/** A store with something of everything. */
async function open(): Promise<Market> {
  const store = await the.house.store();
  for (const sku of SKUS) {
    await store.receive(sku, 20);
    await store.price(sku, 37);
  }
  for (const id of CARTS) await store.post(`/carts/${id}/lines`, { sku: 'A', quantity: 1 }).expect(200);
  for (const id of PAYEES) await store.fund(id, 0);
  await store.fund('ann', 6_000);
  const sweeper = the.house.app.get(OrderSweeper, { strict: false });
  return {
    store,
    redis: the.house.redis.client,
    sweepOrders: () => sweeper.run(store.name, false),
    ...{ orders: [], reservations: [], deductions: [], transfers: [], groups: [], waits: [], tale: [] },
    ...{ captured: new Set(), lapsedWaits: new Set(), soldElsewhere: new Map() },
  };
}

const actions: fc.Arbitrary<Action> = fc
  .oneof(
    { arbitrary: fc.oneof(...sales), weight: 3 },
    { arbitrary: fc.oneof(...afterSale), weight: 3 },
    { arbitrary: fc.oneof(...stockActions), weight: 2 },
    { arbitrary: fc.oneof(...cartActions), weight: 2 },
    { arbitrary: fc.oneof(...flashActions), weight: 1 },
    { arbitrary: fc.oneof(...moneyActions), weight: 1 },
  )
  .map((action) => ({ ...action, [fc.toStringMethod]: () => action.kind }));
const succeeded = new Map<string, number>();

async function take(market: Market, { kind, act }: Action): Promise<void> {
  const status = await act(market);
  market.tale.push(`${kind}: ${status ?? 'nothing to do it to'}`);
  if (status === undefined) return;
  expect([kind, POSSIBLE.includes(status) ? 'possible' : status]).toEqual([kind, 'possible']);
  if (status < 300) succeeded.set(kind, (succeeded.get(kind) ?? 0) + 1);
  await expectSound(market);
}

async function run(steps: Action[]): Promise<void> {
  const market = await open();
  try {
    for (const [i, step] of steps.entries()) {
      await take(market, step);
      if (i % AUDITED_EVERY === 0) await expectAudited(market);
    }
    await expectAudited(market);
  } catch (error) {
    throw new Error(`${market.store.name}\n${market.tale.join('\n')}`, { cause: error });
  }
}

it('keeps units and money in order, whatever is sold, held, paid, taken back and let lapse in one store', async () => {
  const steps = fc.array(actions, { minLength: STEPS, maxLength: STEPS, size: 'max' });
  await fc.assert(fc.asyncProperty(steps, run), { numRuns: RUNS, endOnFailure: true });
}, 300_000);

// Each of these succeeds some ten times and more; chance makes others rare in one run.
it.each([
  ...['order, authorised', 'order, whole', 'order that adopts what was held for it', 'capture'],
  ...['an authorised order lapses', 'fulfilment of a part', 'fulfil', 'cancel', 'return'],
  ...['hold of a cart', 'merge', 'wait', 'deduction', 'pending transfer'],
])('has done that among others: %s', (kind) => expect(succeeded.has(kind)).toBe(true));

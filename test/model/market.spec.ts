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

const RUNS = Number(process.env.RUNS ?? 16);
const STEPS = Number(process.env.STEPS ?? 160);
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

function named(arbitrary: fc.Arbitrary<Action>): fc.Arbitrary<Action> {
  return arbitrary.map((action) => ({ ...action, [fc.toStringMethod]: () => action.kind }));
}

/** Each kind stands in each run twice, for what it needs may not be there yet. */
const EACH = [...sales, ...afterSale, ...stockActions, ...cartActions, ...flashActions, ...moneyActions].map(
  named,
);

const actions: fc.Arbitrary<Action> = fc.oneof(
  { arbitrary: fc.oneof(...sales), weight: 3 },
  { arbitrary: fc.oneof(...afterSale), weight: 3 },
  { arbitrary: fc.oneof(...stockActions), weight: 2 },
  { arbitrary: fc.oneof(...cartActions), weight: 2 },
  { arbitrary: fc.oneof(...flashActions), weight: 1 },
  { arbitrary: fc.oneof(...moneyActions), weight: 1 },
);
const succeeded = new Set<string>();

async function take(market: Market, { kind, act }: Action): Promise<void> {
  const status = await act(market);
  market.tale.push(`${kind}: ${status ?? 'nothing to do it to'}`);
  if (status === undefined) return;
  expect([kind, POSSIBLE.includes(status) ? 'possible' : status]).toEqual([kind, 'possible']);
  if (status < 300) succeeded.add(kind);
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
  const drawn = fc.array(named(actions), {
    minLength: STEPS - 2 * EACH.length,
    maxLength: STEPS - 2 * EACH.length,
    size: 'max',
  });
  const steps = fc
    .tuple(fc.tuple(...EACH, ...EACH), drawn)
    .chain(([each, more]) => fc.shuffledSubarray([...each, ...more], { minLength: STEPS, maxLength: STEPS }));
  await fc.assert(fc.asyncProperty(steps, run), { numRuns: RUNS, endOnFailure: true });
}, 300_000);

// Each of these succeeds some ten times and more; chance makes others rare in one run.
const OFTEN = [
  'a pending transfer lapses',
  'a reservation lapses',
  'an authorised order lapses',
  'campaign',
  'cancel',
  'cancellation of a part',
  'cancellation of a part of a reservation',
  'capture',
  'clearing of a cart',
  'commit of a part',
  'count that evicts',
  'deduction',
  'end of a campaign',
  'freeze',
  'fulfil',
  'fulfilment of a part',
  'group of transfers',
  'hold of a cart',
  'line of a cart',
  'merge',
  'order of a reservation',
  'order that adopts what was held for it',
  'order, authorised',
  'order, not',
  'order, unpriced',
  'order, whole',
  'other lines',
  'pending transfer',
  'post of a group',
  'post of a transfer',
  'prices',
  'receipt',
  'refund',
  'reservation',
  'return',
  'reversal of a part',
  'reverse of a transfer',
  'safety stock',
  'sweep of orders',
  'sweep of stock',
  'sweep of transfers',
  'transfer',
  'units less in a cart',
  'void of a group',
  'void of a transfer',
  'wait',
];

it('has done most kinds of actions', () => {
  expect(OFTEN.filter((kind) => !succeeded.has(kind))).toEqual([]);
});

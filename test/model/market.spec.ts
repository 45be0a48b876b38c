import fc from 'fast-check';
import { useHouse } from '../support/use-house';
import { Action, CARTS, Market, SKUS } from './market/action';
import { afterSale } from './market/after-sale';
import { expectAudited, expectSound } from './market/invariants';
import { sales } from './market/sales';
import { cartActions, stockActions } from './market/stock';

const RUNS = Number(process.env.RUNS ?? 12);
/** A call that makes no sense would be 400: a price for a SKU that the cart has not. */
const POSSIBLE = [200, 201, 400, 404, 409];
const STEPS = Number(process.env.STEPS ?? 60);

// No sweeper: what is over and not swept yet must not matter.
const the = useHouse({ SWEEP_INTERVAL_MS: 3_600_000 });

/** A store with something of everything. */
async function open(): Promise<Market> {
  const store = await the.house.store();
  for (const sku of SKUS) {
    await store.receive(sku, 20);
    await store.price(sku, 37);
  }
  for (const id of CARTS) await store.post(`/carts/${id}/lines`, { sku: 'A', quantity: 1 }).expect(200);
  for (const id of ['shop', 'platform']) await store.fund(id, 0);
  await store.fund('ann', 4_000);
  const made = { orders: [], reservations: [], deductions: [], transfers: [], soldElsewhere: new Map() };
  return { store, redis: the.house.redis.client, ...made };
}

const actions = fc.oneof(
  fc.oneof(...sales),
  fc.oneof(...afterSale),
  fc.oneof(...stockActions),
  fc.oneof(...cartActions),
);
const succeeded = new Map<string, number>();

async function run(steps: Action[]): Promise<void> {
  const market = await open();
  for (const { kind, act } of steps) {
    const status = await act(market);
    if (status !== undefined)
      expect([kind, POSSIBLE.includes(status) ? 'possible' : status]).toEqual([kind, 'possible']);
    if (status !== undefined && status < 300) succeeded.set(kind, (succeeded.get(kind) ?? 0) + 1);
    await expectSound(market);
  }
  await expectAudited(market);
}

it('keeps units and money in order, whatever is sold, held, paid, taken back and let lapse in one store', async () => {
  const steps = fc.array(actions, { minLength: STEPS, maxLength: STEPS, size: 'max' });
  await fc.assert(fc.asyncProperty(steps, run), { numRuns: RUNS, endOnFailure: true });
}, 300_000);

it('has done each of it', () => {
  const kinds = fc.sample(actions, 5_000).map(({ kind }) => kind);
  const never = [...new Set(kinds)].filter((kind) => !succeeded.has(kind));
  expect(never).toEqual([]);
});

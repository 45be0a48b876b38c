import fc from 'fast-check';
import { moveClock } from '../support/moved-clock';
import { useHouse } from '../support/use-house';
import { CampaignCarts } from './campaigns/campaign-carts';
import { CampaignModel } from './campaigns/campaign-model';
import { cartCommands } from './campaigns/cart-commands';
import { Command, command, goTo, SKUS } from './campaigns/command';
import { put, saleCommands } from './campaigns/sale-commands';

/** Years ahead of Redis' own clock, so that nothing is over by that. */
const BEGIN_MS = Date.parse('2031-01-01T00:00:00Z');
/** Always so many: left to itself, fast-check begins with a few, which come upon no limit. */
const STEPS = 80;
const RUNS = 36;
const MINUTE_MS = 60_000;

// No sweeper: what is over and not swept yet must not matter.
const the = useHouse({ SWEEP_INTERVAL_MS: 3_600_000 });
let setClock: (ms: number) => Promise<void>;
beforeAll(async () => {
  setClock = await moveClock(the.house.redis.client, BEGIN_MS);
});

/** Time goes by: some minutes, or to just before, at, or just after an instant at which something changes. */
const passes = fc
  .tuple(
    fc.constantFrom('minutes', 'deadline', 'deadline', 'opening', 'closing'),
    fc.integer({ min: 1, max: 4 }),
    fc.constantFrom(-1, 0, 1),
  )
  .map(([to, n, offset]): Command => ({
    [fc.toStringMethod]: () => `${n} ${to} ${offset} pass`,
    async run(shop) {
      const { nowMs, holders, campaign } = shop.model;
      const deadlines = [...holders.values()].flatMap(({ expiresMs }) => expiresMs ?? []);
      const next = {
        minutes: nowMs + n * MINUTE_MS,
        deadline: (deadlines[n % deadlines.length] ?? 0) + offset,
        opening: (campaign?.opensMs ?? 0) + offset,
        closing: (campaign?.closesMs ?? 0) + offset,
      }[to];
      // The look that follows is a millisecond later.
      await goTo(shop, Math.max(nowMs, next - 1));
      await look.run(shop);
    },
  }));
const look = command('look', ({ store }) => [
  () => store.get('/carts/c1'),
  () => ({ status: 200, codes: [] }),
]);

const seen = new Set<string>();
/** Without these the model has compared too little. */
const REQUIRED = [
  'counted units lapse',
  'counted units come back by cancellations',
  'counted units come back by returns',
  'scheduled, then open',
  'open, then closed',
  'merge: held and held, then held',
  'merge: free and held, then held',
  'merge: free and held, then free',
  'merge: held and free, then held',
  'merge: held and free, then free',
  ...['a reservation', 'a cart'].flatMap((what) => [
    `units of ${what} are counted for the customer`,
    `units of ${what} are counted for another`,
  ]),
  ...['deduction', 'reservation', 'order', 'hold', 'checkout'].flatMap((kind) => [
    `${kind}: PURCHASE_LIMIT`,
    `${kind}: SALE_CLOSED`,
  ]),
  ...['deduction', 'reservation', 'hold'].map((kind) => `${kind}: OWNER_REQUIRED`),
  'add: PURCHASE_LIMIT',
];

it('a campaign counts what its model counts, whatever becomes of the units, as time goes by', async () => {
  const commands = fc.oneof(...cartCommands, ...saleCommands, passes, passes, passes);
  await fc.assert(
    fc.asyncProperty(
      put,
      fc.array(commands, { minLength: STEPS, maxLength: STEPS, size: 'max' }),
      async (first, sequence) => {
        const [model, store] = [new CampaignModel(), await the.house.store()];
        const shop = {
          model,
          store,
          carts: new CampaignCarts(model),
          setClock,
          ids: 1,
          seen: new Set<string>(),
        };
        await goTo(shop, BEGIN_MS);
        for (const sku of SKUS) {
          await store.receive(sku, 1_000_000);
          await store.price(sku, 1);
        }
        for (const step of [first, ...sequence]) await step.run(shop);
        for (const one of shop.seen) seen.add(one);
      },
    ),
    { numRuns: RUNS, seed: 20, endOnFailure: true },
  );
  expect(REQUIRED.filter((one) => !seen.has(one))).toEqual([]);
}, 120_000);

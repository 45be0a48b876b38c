import fc from 'fast-check';
import { StoreCalls } from '../support/house';
import { useHouse } from '../support/use-house';
import * as carts from './cart-commands';
import * as orders from './order-commands';
import * as stock from './stock-commands';
import { StoreModel } from './store-model';

// No sweeper: what is over and not swept yet must not matter.
const the = useHouse({ SWEEP_INTERVAL_MS: 3_600_000 });

// A command that stands here more often is drawn more often.
const { adjust, deduct, reserve, finish, lapses, price, unprice } = stock;
const { add, set, remove, clear, merge } = carts;
const { order, orderReserved, checkOut, fulfil, cancel, transfer, giveBack } = orders;
const { fulfilPart, cancelPart, takeBack, refundOrder } = orders;
const commands = [
  ...[adjust, deduct, reserve, reserve, finish, lapses, price, unprice],
  ...[add, add, add, add, set, remove, clear, merge, merge, merge],
  ...[
    order,
    order,
    order,
    orderReserved,
    orderReserved,
    checkOut,
    checkOut,
    checkOut,
    fulfil,
    cancel,
    cancel,
  ],
  ...[fulfilPart, fulfilPart, fulfilPart, cancelPart, cancelPart, takeBack, takeBack, takeBack, refundOrder],
  ...[transfer, transfer, giveBack, giveBack, giveBack],
];

async function fillStore(store: StoreCalls): Promise<StoreModel> {
  const model = new StoreModel();
  for (const name of ['A', 'B', 'C']) {
    await store.receive(name, 12);
    model.inventory.adjust(name, { delta: 12 });
  }
  for (const [name, unitPrice] of [
    ['A', 7],
    ['B', 10],
  ] as const) {
    await store.price(name, unitPrice);
    model.prices.set(name, unitPrice);
  }
  for (const [name, amount] of [
    ['ann', 300],
    ['bob', 100],
    ['shop', 0],
  ] as const) {
    await store.fund(name, amount);
    if (amount) model.transfer('@world', name, amount);
    else model.balances.set(name, 0);
  }
  await store.put('/ledger/accounts/ann', { limits: { daily: 220 } }).expect(200);
  model.daily.set('ann', 220);
  return model;
}

it('a store does what its model does, whatever the order of calls, and all sums add up after each', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 60, size: 'max' }), async (sequence) => {
      const store = await the.house.store();
      const model = await fillStore(store);
      await fc.asyncModelRun(() => ({ model, real: { store, redis: the.house.redis.client } }), sequence);
    }),
    { numRuns: 25, endOnFailure: true },
  );
}, 180_000);

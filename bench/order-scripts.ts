/**
 * What an order of 1, 10 and 100 lines costs Redis, in µs of its one thread: placed, paid, checked out, cancelled. In a
 * store of 1 000 SKUs, each of them priced and sold before: small sets are packed differently.
 *
 *   npm run bench -- order-scripts [calls]
 */
import { cpus, loadavg } from 'node:os';
import { CartsLua } from '../src/carts/carts.lua';
import { OrdersLua } from '../src/orders/orders.lua';
import { uuidv7 } from '../src/redis';
import { House, StoreCalls } from '../test/support/house';
import { startRedis, TestRedis } from '../test/support/redis-server';

const BATCHES = 10;
const CALLS = Math.max(1, Math.round(Number(process.argv[2] ?? 500) / BATCHES));
const SKUS = Array.from({ length: 1_000 }, (_, i) => `SKU-${String(i).padStart(4, '0')}`);
const PAYMENT = { from: 'customer', to: 'shop' };

async function main(): Promise<void> {
  const redis = await startRedis('--appendonly', 'yes', '--appendfsync', 'everysec');
  const house = await House.open({ SWEEP_INTERVAL_MS: 3_600_000 }, redis);
  const store = await furnish(house);
  const table: Record<string, Record<string, string>> = {};
  for (const count of [1, 10, 100]) {
    const ways = waysToOrder(house, store.name, SKUS.slice(0, count));
    for (const [name, run] of Object.entries(ways)) {
      (table[name] ??= {})[count === 1 ? '1 line' : `${count} lines`] = await microseconds(redis, run);
    }
  }
  console.log(
    `µs in Redis per call: mean of the calmest of ${BATCHES} batches (mean of all), ${CALLS} calls each`,
  );
  console.log(
    `${cpus()[0]?.model}, ${cpus().length} CPUs, load ${loadavg()[0]!.toFixed(1)}; append-only file on`,
  );
  console.table(table);
  await house.close();
  await redis.stop();
}

async function furnish(house: House): Promise<StoreCalls> {
  const store = await house.store();
  for (let i = 0; i < SKUS.length; i += 100) {
    const lines = SKUS.slice(i, i + 100).map((sku) => ({ sku, quantity: 1 }));
    const items = lines.map(({ sku }) => ({ sku, delta: 10_000_000, reason: 'received' }));
    await store.post('/inventory/adjustments/batch', { items }).expect(200);
    for (const { sku } of lines) await store.price(sku, 1999);
    await store.post('/orders', { customerId: 'first', lines }).expect(201);
  }
  await store.fund('customer', 1_000_000_000_000);
  await store.fund('shop', 0);
  return store;
}

/** Each prepares what it needs, and says which call is to be measured. */
type Way = () => Promise<() => Promise<{ ok: boolean }>>;

function waysToOrder(house: House, store: string, skus: string[]): Record<string, Way> {
  const orders = house.app.get(OrdersLua, { strict: false });
  const carts = house.app.get(CartsLua, { strict: false });
  const operation = () => ({ id: uuidv7(), fingerprint: 'bench' });
  const order = () => ({ id: uuidv7(), customerId: 'customer' });
  const lines = skus.map((sku) => ({ sku, quantity: 1 }));
  const paid = async (): Promise<string> => {
    const id = uuidv7();
    await orders.placeOrder(operation(), store, { ...order(), id, payment: PAYMENT }, lines);
    return id;
  };
  const filled = async (): Promise<string> => {
    const id = uuidv7();
    for (const sku of skus) await carts.addLine({ operation: operation(), store, id, ifMatch: '' }, sku, 1);
    return id;
  };
  return {
    'place an order': async () => () => orders.placeOrder(operation(), store, order(), lines),
    'place it and pay': async () => () =>
      orders.placeOrder(operation(), store, { ...order(), payment: PAYMENT }, lines),
    'check out a cart and pay': async () => {
      const id = await filled();
      return () => orders.checkout(operation(), store, { ...order(), payment: PAYMENT }, { id, ifMatch: '' });
    },
    'cancel and refund': async () => {
      const id = await paid();
      return () => orders.cancel(operation(), store, id);
    },
    'read a cart': async () => {
      const id = await filled();
      return () => carts.readCart(store, id);
    },
  };
}

/** Time that Redis spends in a script; what a call needs is prepared outside of the count. */
async function microseconds(redis: TestRedis, way: Way): Promise<string> {
  const means: number[] = [];
  for (let batch = 0; batch < BATCHES; batch++) {
    const calls: (() => Promise<{ ok: boolean }>)[] = [];
    for (let i = 0; i < CALLS; i++) calls.push(await way());
    await redis.client.config('RESETSTAT');
    for (const call of calls) {
      if (!(await call()).ok) throw new Error('a call was refused');
    }
    const [, mean] = /cmdstat_evalsha:.*usec_per_call=([\d.]+)/.exec(
      await redis.client.info('commandstats'),
    )!;
    means.push(Number(mean));
  }
  const ofAll = means.reduce((sum, mean) => sum + mean, 0) / BATCHES;
  return `${Math.round(Math.min(...means))} (${Math.round(ofAll)})`;
}

void main();

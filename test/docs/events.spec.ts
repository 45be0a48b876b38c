import { DeliveriesLua } from '../../src/feed/webhooks/sending/deliveries.lua';
import { storeKey } from '../../src/platform/redis/keys';
import { handOn } from '../support/damage';
import { declaredEvents, faultsOf } from '../support/event-faults';
import { StoreCalls } from '../support/house';
import { Effect, effectsIn } from '../support/journal';
import { lapseTransfer } from '../support/lapse';
import { mutations, newKey, send } from '../support/mutations';
import { takeTour } from '../support/tour';
import { useHouse } from '../support/use-house';

// So slow that no sweep comes in between.
const the = useHouse({ SWEEP_INTERVAL_MS: 3_600_000 });

/** Every effect of the tour, of all mutations, and of what only time or a damaged record brings about. */
const effects: Effect[] = [];

async function follow(act: (store: StoreCalls) => Promise<unknown>, made = true): Promise<void> {
  const store = made ? await the.house.store() : the.house.calls(`s-${newKey()}`);
  await act(store);
  effects.push(...(await effectsIn(the.house.redis.client, storeKey(store.name, 'journal'))));
}

async function repairsStock(store: StoreCalls): Promise<void> {
  const hand = handOn({ house: the.house, store });
  await store.receive('TEE', 5);
  const reservation = { id: 'h', lines: [{ sku: 'TEE', quantity: 2 }], ttlSeconds: 600 };
  await store.post('/inventory/reservations', reservation).expect(201);
  await store.put('/inventory/items/TEE/policy', { safetyStock: 1 }).expect(200);
  await hand.set('stock', 'TEE', '5 1 1');
  await hand.drop('reservation_index');
  await store.post('/inventory/audits', { repair: true }).expect(200);
}

async function losesTransfer(store: StoreCalls): Promise<void> {
  const limits = { daily: 90, perTransfer: 9 };
  for (const id of ['ann', 'bob']) await store.put(`/ledger/accounts/${id}`, { overdraft: 5 }).expect(201);
  await store.put('/ledger/accounts/ann', { overdraft: 5, limits }).expect(200);
  const pending = { id: 't', from: 'ann', to: 'bob', amount: 5, pending: { ttlSeconds: 600 } };
  await store.post('/ledger/transfers', pending).expect(201);
  await lapseTransfer(the.house.redis.client, store.name, 't');
  await store.post('/ledger/sweeper/runs').expect(200);
}

/** As who sends does it after a long time. */
async function losesWebhook(store: StoreCalls): Promise<void> {
  await store.put('/webhooks/w', { url: 'https://hooks.invalid/' }).expect(201);
  await the.house.app.get(DeliveriesLua).disable({ store: store.name, id: 'w', fence: 1 });
}

async function writesOrderOff(store: StoreCalls): Promise<void> {
  await store.receive('TEE', 5);
  await store.price('TEE', 100);
  const order = { id: 'o', customerId: 'ann', lines: [{ sku: 'TEE', quantity: 1 }] };
  await store.put('/ledger/accounts/ann', { overdraft: 900 }).expect(201);
  await store.post('/orders', { ...order, payment: { from: 'ann', to: '@world' } }).expect(201);
  const cancellation = { refund: 'none', restock: false, reason: 'broken' };
  await store.post('/orders/o/cancel', cancellation).expect(200);
}

async function cancelsPart(store: StoreCalls): Promise<void> {
  await store.receive('TEE', 5);
  await store.price('TEE', 100);
  await store.put('/ledger/accounts/ann', { overdraft: 900 }).expect(201);
  const order = { id: 'o', customerId: 'ann', lines: [{ sku: 'TEE', quantity: 3 }] };
  await store.post('/orders', { ...order, payment: { from: 'ann', to: '@world' } }).expect(201);
  const one = [{ sku: 'TEE', quantity: 1 }];
  await store.post('/orders/o/cancellations', { lines: one, restock: false, reason: 'broken' }).expect(201);
  await store.post('/orders/o/cancellations', { lines: one, refund: 'none' }).expect(201);
}

beforeAll(async () => {
  await follow((store) => takeTour(the.house.url, store, async (request) => request));
  for (const act of [losesWebhook, repairsStock, losesTransfer, writesOrderOff, cancelsPart])
    await follow(act);
  for (const mutation of mutations) {
    const act = async (store: StoreCalls): Promise<void> => {
      await mutation.before?.(store);
      expect((await send(store, mutation, newKey())).status).toBeLessThan(300);
    };
    await follow(act, !mutation.makesStore);
  }
}, 120_000);

/** Transfers share their members; only that of a reversal has this one. */
const reversesNone = (type: string, name: string): boolean =>
  name === 'reverses' && type.startsWith('transfer.') && type !== 'transfer.reversed';

describe('the journal', () => {
  it('has effects that are declared, with the declared members in their order', () => {
    expect(effects.flatMap(faultsOf)).toEqual([]);
  });

  it.each(Object.entries(declaredEvents))('has %s, with each of its members', (type, { data }) => {
    const found = effects.filter((effect) => effect.type === type);
    const seen = new Set(found.flatMap((effect) => Object.keys(effect.data)));
    expect(found).not.toEqual([]);
    expect(Object.keys(data).filter((name) => !seen.has(name) && !reversesNone(type, name))).toEqual([]);
  });
});

import { StoreCalls } from '../house';
import { metadata } from './mutation';

export const CART = '/carts/c';

export async function priced(store: StoreCalls): Promise<void> {
  for (const sku of ['TEE', 'MUG']) {
    await store.receive(sku, 10);
    await store.price(sku, 250);
  }
}

export async function filled(store: StoreCalls): Promise<void> {
  await priced(store);
  await store.post(`${CART}/lines`, { sku: 'TEE', quantity: 3 }).expect(200);
}

export async function held(store: StoreCalls): Promise<void> {
  await filled(store);
  await store.post(`${CART}/hold`, { ttlSeconds: 600 }).expect(200);
}

export async function withGuest(store: StoreCalls): Promise<void> {
  await filled(store);
  await store.post('/carts/guest/lines', { sku: 'MUG', quantity: 1 }).expect(200);
}

export async function wealthy(store: StoreCalls): Promise<void> {
  await filled(store);
  await store.put('/ledger/accounts/ann', { limits: { daily: 5000 } }).expect(201);
  await store.fund('shop', 0);
  await store.post('/ledger/transfers', { from: '@world', to: 'ann', amount: 5000 }).expect(201);
}

export const payment = { from: 'ann', to: 'shop' };
export const inLegs = {
  from: 'ann',
  legs: [
    { to: '@world', shareBps: 333 },
    { to: 'shop', rest: true },
  ],
};

export async function ordered(store: StoreCalls): Promise<void> {
  await wealthy(store);
  const lines = [{ sku: 'TEE', quantity: 2 }];
  await store.post('/orders', { id: 'o', customerId: 'ann', lines, payment, metadata }).expect(201);
}

export async function reserved(store: StoreCalls): Promise<void> {
  await wealthy(store);
  const lines = [{ sku: 'MUG', quantity: 2 }];
  await store.post('/inventory/reservations', { id: 'h', lines, ttlSeconds: 600 }).expect(201);
}

/** Carts and orders show prices and stock: both become others. */
export async function remarket(store: StoreCalls): Promise<void> {
  await store.price('TEE', 999);
  const { available } = await store.stock('TEE');
  await store.post('/inventory/items/TEE/deductions', { quantity: available }).expect(201);
}

export const cancelled = (store: StoreCalls, { id }: { id: string }): PromiseLike<unknown> =>
  store.post(`/orders/${id}/cancel`, { reason: 'changed her mind' }).expect(200);

export const one = [{ sku: 'TEE', quantity: 1 }];

export async function handedOver(store: StoreCalls): Promise<void> {
  await ordered(store);
  await store.post('/orders/o/fulfil').expect(200);
}

export async function authorised(store: StoreCalls): Promise<void> {
  await wealthy(store);
  const wanted = { id: 'o', customerId: 'ann', lines: one };
  await store
    .post('/orders', { ...wanted, payment: { ...inLegs, authorise: { ttlSeconds: 600 } } })
    .expect(201);
}

export async function withPendingTransfer(store: StoreCalls): Promise<void> {
  await wealthy(store);
  const pending = { id: 't', ...payment, amount: 750, pending: { ttlSeconds: 600 } };
  await store.post('/ledger/transfers', pending).expect(201);
}

export const scratched = (store: StoreCalls): PromiseLike<unknown> =>
  store.post('/orders/o/refunds', { amount: 1 }).expect(201);

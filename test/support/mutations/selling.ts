import { StoreCalls } from '../house';
import { metadata, Mutation } from './mutation';

const CART = '/carts/c';

async function priced(store: StoreCalls): Promise<void> {
  for (const sku of ['TEE', 'MUG']) {
    await store.receive(sku, 10);
    await store.price(sku, 250);
  }
}

async function filled(store: StoreCalls): Promise<void> {
  await priced(store);
  await store.post(`${CART}/lines`, { sku: 'TEE', quantity: 3 }).expect(200);
}

async function held(store: StoreCalls): Promise<void> {
  await filled(store);
  await store.post(`${CART}/hold`, { ttlSeconds: 600 }).expect(200);
}

async function withGuest(store: StoreCalls): Promise<void> {
  await filled(store);
  await store.post('/carts/guest/lines', { sku: 'MUG', quantity: 1 }).expect(200);
}

async function wealthy(store: StoreCalls): Promise<void> {
  await filled(store);
  await store.put('/ledger/accounts/ann', { limits: { daily: 5000 } }).expect(201);
  await store.fund('shop', 0);
  await store.post('/ledger/transfers', { from: '@world', to: 'ann', amount: 5000 }).expect(201);
}

const payment = { from: 'ann', to: 'shop' };
const inLegs = {
  from: 'ann',
  legs: [
    { to: '@world', shareBps: 333 },
    { to: 'shop', rest: true },
  ],
};

async function ordered(store: StoreCalls): Promise<void> {
  await wealthy(store);
  const lines = [{ sku: 'TEE', quantity: 2 }];
  await store.post('/orders', { id: 'o', customerId: 'ann', lines, payment, metadata }).expect(201);
}

async function reserved(store: StoreCalls): Promise<void> {
  await wealthy(store);
  const lines = [{ sku: 'MUG', quantity: 2 }];
  await store.post('/inventory/reservations', { id: 'h', lines, ttlSeconds: 600 }).expect(201);
}

/** Carts and orders show prices and stock: both become others. */
async function remarket(store: StoreCalls): Promise<void> {
  await store.price('TEE', 999);
  const { available } = await store.stock('TEE');
  await store.post('/inventory/items/TEE/deductions', { quantity: available }).expect(201);
}

const cancelled = (store: StoreCalls, { id }: { id: string }): PromiseLike<unknown> =>
  store.post(`/orders/${id}/cancel`, { reason: 'changed her mind' }).expect(200);

const one = [{ sku: 'TEE', quantity: 1 }];

async function handedOver(store: StoreCalls): Promise<void> {
  await ordered(store);
  await store.post('/orders/o/fulfil').expect(200);
}

async function authorised(store: StoreCalls): Promise<void> {
  await wealthy(store);
  const wanted = { id: 'o', customerId: 'ann', lines: one };
  await store
    .post('/orders', { ...wanted, payment: { ...inLegs, authorise: { ttlSeconds: 600 } } })
    .expect(201);
}

async function withPendingTransfer(store: StoreCalls): Promise<void> {
  await wealthy(store);
  const pending = { id: 't', ...payment, amount: 750, pending: { ttlSeconds: 600 } };
  await store.post('/ledger/transfers', pending).expect(201);
}

const scratched = (store: StoreCalls): PromiseLike<unknown> =>
  store.post('/orders/o/refunds', { amount: 1 }).expect(201);

const prices: Mutation[] = [
  {
    operation: 'putPrice',
    path: '/prices/TEE',
    body: { unitPrice: 100 },
    after: (store) => store.price('TEE', 101),
  },
  {
    operation: 'putPrice',
    when: 'replaces it',
    path: '/prices/TEE',
    body: { unitPrice: 100 },
    before: priced,
    after: (store) => store.delete('/prices/TEE').expect(200),
  },
  {
    operation: 'putPriceBatch',
    path: '/prices/batch',
    body: { items: ['TEE', 'CAP', 'TEE'].map((sku, i) => ({ sku, unitPrice: 100 + i })) },
    before: priced,
    after: (store) => store.price('TEE', 7),
  },
  {
    operation: 'deletePrice',
    path: '/prices/TEE',
    before: priced,
    after: (store) => store.price('TEE', 7),
  },
];

const carts: Mutation[] = [
  { operation: 'addCartLine', path: `${CART}/lines`, body: { sku: 'MUG', quantity: 2 }, before: filled },
  { operation: 'setCartLine', path: `${CART}/lines/TEE`, body: { quantity: 5 }, before: filled },
  { operation: 'removeCartUnits', path: `${CART}/lines/TEE/removals`, body: { quantity: 1 }, before: filled },
  { operation: 'removeCartLine', path: `${CART}/lines/TEE`, before: filled },
  { operation: 'clearCart', path: CART, before: filled },
  { operation: 'holdCart', path: `${CART}/hold`, body: { ttlSeconds: 600 }, before: filled },
  {
    operation: 'addCartLine',
    when: 'of a held cart',
    path: `${CART}/lines`,
    body: { sku: 'MUG', quantity: 2 },
    before: held,
  },
  { operation: 'clearCart', when: 'that is held', path: CART, before: held },
  {
    operation: 'mergeCarts',
    path: `${CART}/merge`,
    body: { from: 'guest', strategy: 'sum' },
    before: withGuest,
  },
].map((mutation) => ({ ...mutation, after: remarket }));

const orders: Mutation[] = [
  {
    operation: 'checkOut',
    path: `${CART}/checkout`,
    body: { customerId: 'ann', expectedTotal: 750, payment },
    before: wealthy,
    after: cancelled,
  },
  {
    operation: 'placeOrder',
    path: '/orders',
    body: { customerId: 'ann', lines: [{ sku: 'TEE', quantity: 2 }], payment, metadata },
    before: wealthy,
    after: cancelled,
  },
  {
    operation: 'placeOrder',
    when: 'paid in legs',
    path: '/orders',
    body: { customerId: 'ann', lines: [{ sku: 'TEE', quantity: 2 }], payment: inLegs },
    before: wealthy,
    after: cancelled,
  },
  {
    operation: 'placeOrder',
    when: 'authorised',
    path: '/orders',
    body: { id: 'o', customerId: 'ann', lines: one, payment: { ...inLegs, authorise: { ttlSeconds: 600 } } },
    before: wealthy,
    after: (store) => store.post('/orders/o/capture').expect(200),
  },
  {
    operation: 'placeOrder',
    when: 'of a reservation, authorised',
    path: '/orders',
    body: {
      ...{ id: 'o', customerId: 'ann', reservationId: 'h' },
      payment: { from: 'ann', to: 'shop', authorise: { ttlSeconds: 600 } },
    },
    before: reserved,
    after: cancelled,
  },
  {
    operation: 'checkOut',
    when: 'taking a transfer over',
    path: `${CART}/checkout`,
    body: { orderId: 'o', customerId: 'ann', payment: { transferId: 't' } },
    before: withPendingTransfer,
    after: (store) => store.post('/orders/o/capture').expect(200),
  },
  {
    operation: 'captureOrder',
    path: '/orders/o/capture',
    before: authorised,
    after: cancelled,
  },
  {
    operation: 'cancelOrder',
    when: 'authorised',
    path: '/orders/o/cancel',
    before: authorised,
    after: remarket,
  },
  {
    operation: 'placeOrder',
    when: 'at prices of the caller, with charges',
    path: '/orders',
    body: {
      customerId: 'ann',
      lines: [{ sku: 'TEE', quantity: 2, unitPrice: 7 }],
      charges: [{ type: 'discount', code: 'MAY', amount: -1, sku: 'TEE' }],
      expectedLines: [{ sku: 'TEE', unitPrice: 7 }],
      payment,
    },
    before: wealthy,
    after: cancelled,
  },
  {
    operation: 'placeOrder',
    when: 'without prices',
    path: '/orders',
    body: { customerId: 'ann', lines: [{ sku: 'TEE', quantity: 2 }], priced: false },
    before: wealthy,
    after: cancelled,
  },
  {
    operation: 'placeOrder',
    when: 'of a reservation',
    path: '/orders',
    body: { customerId: 'ann', reservationId: 'h', metadata },
    before: reserved,
    after: cancelled,
  },
  { operation: 'fulfilOrder', path: '/orders/o/fulfil', before: ordered, after: remarket },
  {
    operation: 'cancelOrder',
    path: '/orders/o/cancel',
    body: { reason: 'no longer wanted' },
    before: ordered,
    after: remarket,
  },
  {
    operation: 'addFulfilment',
    path: '/orders/o/fulfilments',
    body: { lines: one, reference: 'parcel 1', metadata },
    before: ordered,
    after: scratched,
  },
  {
    operation: 'addCancellation',
    path: '/orders/o/cancellations',
    body: { lines: one, refund: 'none', reason: 'one is enough' },
    before: ordered,
    after: scratched,
  },
  {
    operation: 'addReturn',
    path: '/orders/o/returns',
    body: { lines: one, refund: { amount: 7 }, restock: false },
    before: handedOver,
    after: scratched,
  },
  {
    operation: 'addRefund',
    path: '/orders/o/refunds',
    body: { amount: 7, reason: 'a scratch' },
    before: handedOver,
    after: scratched,
  },
];

export const sellingMutations: Mutation[] = [...prices, ...carts, ...orders];

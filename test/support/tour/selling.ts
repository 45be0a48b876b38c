import { Guide } from './guide';

export async function tourOfOrders(guide: Guide): Promise<void> {
  const { store, call, get, post, put } = guide;
  await put('/prices/TEE', { unitPrice: 5 });
  await put('/prices/batch', { items: [{ sku: 'HAT', unitPrice: 0 }] });
  for (const path of ['/prices', '/prices?limit=1', '/prices/TEE', '/prices/NO']) await get(path);
  for (const sku of ['TEE', 'HAT']) await post('/carts/c/lines', { sku, quantity: 1 });
  await call(store.delete('/prices/HAT'));
  for (const id of ['c', 'none']) await get(`/carts/${id}`);
  await put('/carts/c/lines/HAT', { quantity: 2 });
  await post('/carts/c/lines/HAT/removals', { quantity: 1 });
  await call(store.delete('/carts/c/lines/HAT'));
  await post('/carts/guest/lines', { sku: 'TEE', quantity: 1 });
  await post('/carts/c/merge', { from: 'guest', strategy: 'sum' });
  await post('/carts/c/hold', { ttlSeconds: 600, ownerId: 'ann' });
  await get('/carts/c');
  await get('/carts');
  await post('/carts/none/hold', { ttlSeconds: 600, freezePrices: false });
  await mergeFull({ put, post });
  await post('/carts/c/checkout', {
    customerId: 'ann',
    orderId: 'o1',
    payment: { from: 'ann', to: '@world' },
  });
  await call(store.delete('/carts/c'));
  const lines = [{ sku: 'TEE', quantity: 1 }];
  await post('/orders', { id: 'o2', customerId: 'ann', lines, metadata: { a: 1 } });
  await post('/orders', { id: 'o3', customerId: 'ann', reservationId: 'r3' });
  await put('/prices/HAT', { unitPrice: 0 });
  const free = { lines: [{ sku: 'HAT', quantity: 1 }], payment: { from: 'ann', to: '@world' } };
  await post('/orders', { id: 'o4', customerId: 'ann', ...free });
  await post('/orders', { customerId: 'ann', lines: [{ sku: 'NO', quantity: 1 }] });
  await post('/orders/o2/fulfil');
  await post('/orders/o3/cancel', { reason: 'changed their mind' });
  await tourOfAfterSale(guide);
  await tourOfPayments(guide);
  for (const id of ['o1', 'o2', 'o3', 'o4', 'none']) await get(`/orders/${id}`);
  for (const query of ['', '?limit=1', '?state=placed']) await get(`/orders${query}`);
  for (const path of ['/sales', '/sales?limit=1', '/sales/TEE']) await get(path);
}

async function tourOfAfterSale({ get, post }: Guide): Promise<void> {
  const [one, three] = [1, 3].map((quantity) => [{ sku: 'TEE', quantity }]);
  const payment = { from: 'ann', to: '@world' };
  await post('/orders', { id: 'o9', customerId: 'ann', lines: [{ sku: 'TEE', quantity: 4 }], payment });
  const parcel = { reference: 'parcel 1', metadata: { carrier: 'post' } };
  await post('/orders/o9/fulfilments', { id: 'f1', lines: one, ...parcel });
  await post('/orders/o9/cancellations', { lines: one, refund: 'none', reason: 'out of stock' });
  await post('/orders/o9/fulfilments', parcel);
  await post('/orders/o9/returns', { lines: one, restock: false, refund: { amount: 1 }, reason: 'broken' });
  await post('/orders/o9/returns', { lines: one, refund: 'none' });
  await post('/orders/o9/returns', { lines: three });
  await post('/orders/o9/refunds', { amount: 2, reason: 'sorry' });
  await post('/orders/o9/refunds', { amount: 9_999 });
  await get('/orders/o9');
}

/** Payments in legs, at once and authorised: captured, cancelled, and come to their deadline. */
async function tourOfPayments({ get, post, put }: Guide): Promise<void> {
  const legs = [
    { to: 'shop', shareBps: 5000 },
    { to: '@world', rest: true },
  ];
  const order = { customerId: 'ann', lines: [{ sku: 'TEE', quantity: 1 }] };
  await put('/ledger/accounts/shop', {});
  await post('/orders', { id: 'p1', ...order, payment: { from: 'ann', legs } });
  for (const [id, ttlSeconds] of [
    ['p2', 600],
    ['p3', 600],
    ['p4', 1],
  ] as const) {
    await post('/orders', { id, ...order, payment: { from: 'ann', legs, authorise: { ttlSeconds } } });
    await get(`/orders/${id}`);
  }
  await post('/orders/p2/capture');
  await post('/orders/p3/cancel');
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await post('/orders/p4/capture');
  for (const id of ['p1', 'p2', 'p3', 'p4']) await get(`/orders/${id}`);
}

/** Merges one cart into another that has no room for one more line. */
async function mergeFull({ put, post }: Pick<Guide, 'put' | 'post'>): Promise<void> {
  const items = Array.from({ length: 101 }, (_, i) => ({ sku: `S${i}`, delta: 1, reason: 'received' }));
  await post('/inventory/adjustments/batch', { items });
  for (const { sku } of items.slice(1)) await put(`/carts/full/lines/${sku}`, { quantity: 1 });
  for (const sku of ['S0', 'S1']) await put(`/carts/late/lines/${sku}`, { quantity: 1 });
  await post('/carts/full/merge', { from: 'late', strategy: 'max' });
}

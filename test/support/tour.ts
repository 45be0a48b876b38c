import supertest from 'supertest';
import { StoreCalls } from './house';

type Call = (request: supertest.Test) => Promise<supertest.Response>;

interface Guide {
  url: string;
  store: StoreCalls;
  call: Call;
  get: (path: string) => ReturnType<Call>;
  post: (path: string, body?: object) => ReturnType<Call>;
  put: (path: string, body: object) => ReturnType<Call>;
}

/** Makes every operation of the document succeed at least once, with what may be absent there and not there. */
export async function takeTour(url: string, store: StoreCalls, call: Call): Promise<void> {
  const guide: Guide = {
    ...{ url, store, call },
    get: (path) => call(store.get(path)),
    post: (path, body) => call(store.post(path, body)),
    put: (path, body) => call(store.put(path, body)),
  };
  await tourOfStock(guide);
  await tourOfCampaigns(guide);
  await tourOfReservations(guide);
  await tourOfWaits(guide);
  await tourOfMoney(guide);
  await tourOfOrders(guide);
  await tourOfWorkflows(guide);
  await tourOfWebhooks(guide);
  await call(store.post('/audits/archive'));
  for (const path of ['/health/live', '/health/ready', '/metrics']) await call(supertest(url).get(path));
}

async function tourOfCampaigns({ store, call, get, post, put }: Guide): Promise<void> {
  await post('/inventory/items/MASK/adjustments', { delta: 10, reason: 'received' });
  await put('/inventory/items/MASK/policy', { lowStock: 10 });
  await put('/inventory/items/MASK/policy', { lowStock: 9 });
  await put('/campaigns/drop', { skus: ['MASK'] });
  await get('/campaigns/drop/owners/ann');
  const window = { opensAt: '2020-01-01T00:00:00Z', closesAt: '2120-01-01T00:00:00Z' };
  await put('/campaigns/drop', { skus: ['MASK'], ...window, perOwner: 2, perOperation: 2, total: 9 });
  await post('/inventory/items/MASK/deductions', { quantity: 1, ownerId: 'ann' });
  for (const path of ['/campaigns', '/campaigns/drop', '/campaigns/drop/owners/ann']) await get(path);
  await call(store.delete('/campaigns/drop'));
}

async function tourOfStock({ url, store, call, get, post, put }: Guide): Promise<void> {
  await call(store.put('', { currency: 'USD' }));
  await call(supertest(url).put('/v1/stores/a-second-one').send({ currency: 'EUR' }));
  await call(supertest(url).get('/v1/stores'));
  await get('');
  await post('/inventory/items/TEE/adjustments', { setTo: 100, reason: 'received', reference: 'PO 1' });
  await post('/inventory/items/HAT/adjustments', { delta: 2, reason: 'received' });
  const rows = [
    { sku: 'TEE', delta: 1, reason: 'received' },
    { sku: 'HAT', delta: -9, reason: 'lost' },
  ];
  await post('/inventory/adjustments/batch', { items: rows });
  await put('/inventory/items/TEE/policy', { safetyStock: 2, lowStock: 99 });
  await get('/inventory/items/TEE');
  await put('/inventory/items/TEE/policy', {});
  await post('/inventory/items/TEE/deductions', { id: 'd1', quantity: 1, reference: 'till 3' });
  await post('/inventory/deductions/batch', {
    items: [
      { sku: 'TEE', quantity: 1 },
      { sku: 'NO', quantity: 1 },
    ],
  });
  await get('/inventory/items/TEE/deductions/d1');
  await post('/inventory/items/TEE/deductions/d1/reversal');
  await post('/inventory/items/TEE/deductions', { id: 'd2', quantity: 3 });
  await post('/inventory/items/TEE/deductions/d2/reversal', { id: 'back', quantity: 1 });
  await post('/inventory/items/TEE/deductions/d2/reversal', { quantity: 3 });
  await get('/inventory/items/TEE/deductions/d1');
  for (const path of ['/inventory/items?limit=1', '/inventory/items', '/inventory/items/TEE'])
    await get(path);
  for (const query of ['', '?limit=2', '?after=2']) await get(`/inventory/items/TEE/movements${query}`);
  await get('/inventory/items/NO');
  await call(store.post('/inventory/items/HAT/adjustments', { delta: 1, reason: 'received' }, 'po-7'));
  for (const key of ['po-7', 'none']) await get(`/operations/${key}`);
}

async function tourOfReservations({ get, post, put }: Guide): Promise<void> {
  const lines = [{ sku: 'TEE', quantity: 1 }];
  for (const id of ['r1', 'r2', 'r3', 'r4'])
    await post('/inventory/reservations', { id, ttlSeconds: 900, lines });
  const owned = { id: 'r5', ownerId: 'ann', metadata: { a: [null] }, ttlSeconds: 1, lines };
  await post('/inventory/reservations', owned);
  await post('/inventory/reservations', { ttlSeconds: 9, lines: [{ sku: 'TEE', quantity: 9_999 }] });
  await post('/inventory/reservations/r1/extend', { ttlSeconds: 1800 });
  await put('/inventory/reservations/r1/lines', { lines: [{ sku: 'TEE', quantity: 4 }] });
  await post('/inventory/reservations/r1/commit', { lines, remainder: 'keep' });
  await post('/inventory/reservations/r1/cancel', { lines });
  await post('/inventory/reservations/r1/commit', { lines: [{ sku: 'TEE', quantity: 9 }] });
  await post('/inventory/reservations/r1/commit', { lines });
  await post('/inventory/reservations/r2/cancel');
  await get('/inventory/sweeper');
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await post('/inventory/sweeper/runs');
  await get('/inventory/sweeper');
  for (const id of ['r1', 'r2', 'r3', 'r5', 'none']) await get(`/inventory/reservations/${id}`);
  for (const query of ['', '?limit=1', '?ownerId=ann']) await get(`/inventory/reservations${query}`);
  await post('/inventory/items/CAP/adjustments', { setTo: 2, reason: 'received' });
  const cap = { id: 'cap', ttlSeconds: 900, lines: [{ sku: 'CAP', quantity: 2 }] };
  await post('/inventory/reservations', cap);
  await post('/inventory/items/CAP/adjustments', { setTo: 1, reason: 'lost', evict: 'newest' });
  await get('/inventory/reservations/cap');
  await post('/inventory/audits', { repair: true });
}

async function tourOfWaits({ get, post }: Guide): Promise<void> {
  await post('/inventory/items/ONE/adjustments', { setTo: 1, reason: 'received' });
  const wait = { sku: 'ONE', quantity: 1, ownerId: 'ann', holdSeconds: 60, waitSeconds: 600 };
  for (const id of ['w1', 'w2']) await post('/inventory/waits', { ...wait, id });
  await post('/inventory/waits', { ...wait, quantity: 2, atLeast: 1, waitSeconds: 1 });
  for (const query of ['?sku=ONE&limit=1', '?ownerId=ann', '']) await get(`/inventory/waits${query}`);
  for (const id of ['w1', 'w2', 'none']) await get(`/inventory/waits/${id}`);
  await post('/inventory/waits/w2/cancel');
  await post('/inventory/waits/w1/cancel');
  await post('/inventory/waits', { ...wait, id: 'w1' });
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await post('/inventory/sweeper/runs');
}

async function tourOfMoney({ store, call, get, post, put }: Guide): Promise<void> {
  const rolling = [{ hours: 24, amount: 5_000, count: 100 }];
  await put('/ledger/accounts/ann', { limits: { daily: 1_000, rolling }, metadata: { a: null } });
  await call(store.patch('/ledger/accounts/ann', { overdraft: 0, metadata: { b: 1 } }));
  await put('/ledger/accounts/bob', {});
  const move = { from: '@world', to: 'ann', amount: 500 };
  await post('/ledger/transfers', { ...move, reference: 'r', metadata: { b: 1 } });
  await post('/ledger/transfers', {
    id: 't1',
    from: 'ann',
    to: 'bob',
    amount: 5,
    pending: { ttlSeconds: 900 },
  });
  await post('/ledger/transfers', {
    id: 't2',
    from: 'ann',
    to: 'bob',
    amount: 5,
    pending: { ttlSeconds: 900 },
  });
  await post('/ledger/transfers', { id: 't3', from: 'ann', to: 'bob', amount: 5 });
  for (const id of ['t1', 't3']) await get(`/ledger/transfers/${id}`);
  await post('/ledger/transfers/t1/post', { amount: 3 });
  await post('/ledger/transfers/t2/void');
  await post('/ledger/transfers/t3/reverse', { amount: 2 });
  for (const id of ['t1', 't2', 't3', 'none']) await get(`/ledger/transfers/${id}`);
  for (const query of ['', '?limit=1', '?account=ann&state=posted', '?reference=r&from=2026-01-01T00:00Z'])
    await get(`/ledger/transfers${query}`);
  const transfers = [
    { from: 'bob', to: 'ann', amount: 1 },
    { from: 'bob', to: 'ann', amount: 9_999 },
  ];
  for (const mode of ['independent', 'atomic']) await post('/ledger/transfers/batch', { mode, transfers });
  const legs = ['bob', '@world'].map((to) => ({ from: 'ann', to, amount: 2, pending: { ttlSeconds: 60 } }));
  for (const group of ['g1', 'g2']) {
    await post('/ledger/transfers/batch', { mode: 'atomic', group, transfers: legs });
  }
  await get('/ledger/groups/g1');
  for (const end of ['g1/post', 'g1/reverse', 'g2/void']) await post(`/ledger/groups/${end}`);
  for (const id of ['g1', 'g2', 'none']) await get(`/ledger/groups/${id}`);
  for (const verb of ['freeze', 'unfreeze', 'close']) await post(`/ledger/accounts/bob/${verb}`);
  await put('/ledger/accounts/empty', {});
  await post('/ledger/accounts/empty/close');
  for (const path of ['', '?limit=1', '/ann', '/@world', '/none', '/ann?at=2026-01-01T00:00Z'])
    await get(`/ledger/accounts${path}`);
  for (const query of ['', '?limit=1', '?to=2026-01-01T00:00Z'])
    await get(`/ledger/accounts/ann/entries${query}`);
  for (const query of ['', '?format=csv', '?from=2026-01-01T00:00Z'])
    await get(`/ledger/accounts/ann/statement${query}`);
  await get('/ledger/accounts/none/statement');
  for (const format of ['hledger', 'beancount', 'csv']) await get(`/ledger/export?format=${format}`);
  for (const path of ['/ledger/audit', '/ledger/sweeper']) await get(path);
  await post('/ledger/audits', { deep: true });
  await post('/ledger/sweeper/runs');
}

async function tourOfOrders(guide: Guide): Promise<void> {
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

async function tourOfWorkflows({ store, call, get, post, put }: Guide): Promise<void> {
  const definition = { initial: 'a', states: { a: { transitions: ['b'] }, b: { final: true } } };
  await post('/workflow/definitions/validate', { initial: 'x', states: {} });
  for (let i = 0; i < 2; i++) await put('/workflow/definitions/mine/versions/1', definition);
  for (const path of ['', '?limit=1', '/mine', '/mine/versions/1']) await get(`/workflow/definitions${path}`);
  for (const format of ['svg', 'mermaid']) {
    await get(`/workflow/definitions/mine/versions/1/diagram?format=${format}`);
  }
  await post('/workflow/instances', { id: 'i1', definition: 'mine', data: { a: null } });
  await post('/workflow/instances', { id: 'i2', definition: 'mine' });
  await post('/workflow/instances/i1/transitions', { to: 'b', expectedState: 'a' });
  for (const path of ['', '?limit=1', '/i1', '/i2', '/i1/history']) await get(`/workflow/instances${path}`);
  await get('/workflow/instances/i1/diagram');
  const record = '/workflow/records/r';
  await call(store.put(record, { a: null }).set('If-None-Match', '*'));
  await get('/workflow/records');
  await get(record);
  await call(store.put(record, { b: 1 }).set('If-Match', '"1"'));
  await call(store.patch(record, { b: null }).set('If-Match', '*'));
  await call(store.delete(record).set('If-Match', '*'));
  for (const query of ['', '?limit=1', '?after=1-0']) await get(`/journal${query}`);
}

async function tourOfWebhooks({ store, call, get, post, put }: Guide): Promise<void> {
  const url = 'https://hooks.invalid/shop';
  await put('/webhooks/shop', { url, types: ['order.placed'], description: 'the shop' });
  await put('/webhooks/shop', { url });
  for (const path of ['', '/shop', '/shop/deliveries']) await get(`/webhooks${path}`);
  await post('/webhooks/shop/test');
  await post('/webhooks/shop/rotate-secret');
  await post('/webhooks/shop/replay', { after: '0-1' });
  await call(store.delete('/webhooks/shop'));
}

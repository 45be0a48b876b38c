// Fills a running, empty service through its API with every kind of record in every state, and writes down what it
// answered: calls.json (each call and its answer) and reads.json (each read, afterwards). See README.md beside this.
//   node test/data/fill.mjs http://127.0.0.1:3000 test/data/<release>
import { writeFileSync } from 'node:fs';
import { sellInParts } from './fill-in-parts.mjs';

const [, , url, folder] = process.argv;
const calls = [];
const reads = [];
let store = 'main';

async function send(method, path, body, headers = {}) {
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${url}${path}`, { method, headers: { ...type, ...headers }, body: text });
  const answer = { status: response.status, body: await response.text() };
  const etag = response.headers.get('etag');
  return etag === null ? answer : { ...answer, etag };
}

/** A call that must succeed; every one has a key, so that it can be replayed. */
async function call(method, path, body, headers = {}) {
  const all = { 'idempotency-key': `key-${calls.length + 1}`, ...headers };
  const full = `/v1/stores/${store}${path}`;
  const answer = await send(method, full, body, all);
  if (answer.status >= 400) throw new Error(`${method} ${full}: ${answer.status} ${answer.body}`);
  calls.push({ method, path: full, headers: all, ...(body === undefined ? {} : { body }), answer });
  return answer.body === '' ? undefined : JSON.parse(answer.body);
}

const post = (path, body, headers) => call('POST', path, body, headers);
const put = (path, body, headers) => call('PUT', path, body, headers);

/** Reads a thing, or every page of a list. */
async function read(path, cursor) {
  const more = cursor === undefined ? '' : `${path.includes('?') ? '&' : '?'}cursor=${cursor}`;
  const full = `/v1/stores/${store}${path}${more}`;
  const answer = await send('GET', full);
  if (answer.status !== 200) throw new Error(`GET ${full}: ${answer.status} ${answer.body}`);
  reads.push({ path: full, answer });
  const { nextCursor } = JSON.parse(answer.body);
  if (nextCursor) await read(path, nextCursor);
}

async function stores() {
  await put('', { currency: 'USD', timeZone: 'UTC' });
  store = 'berlin';
  await put('', { currency: 'EUR', timeZone: 'Europe/Berlin' });
  store = 'main';
}

async function inventory() {
  const receive = (sku, delta, more = {}) =>
    post(`/inventory/items/${sku}/adjustments`, { delta, reason: 'received', ...more });
  await receive('TEE-M', 1_000, { reference: 'PO 4711 "rush", ümläut' });
  await receive('TEE-L', 500);
  await receive('@promo:2026~x_1.y-z', 7);
  await receive('BIG', Number.MAX_SAFE_INTEGER - 10);
  await post('/inventory/items/TEE-L/adjustments', { setTo: 480, reason: 'correction', expectedOnHand: 500 });
  await post('/inventory/items/TEE-L/adjustments', { delta: -3, reason: 'damaged', reference: 'box 9' });
  await post('/inventory/items/GONE/adjustments', { setTo: 0, reason: 'lost' });
  await post('/inventory/adjustments/batch', {
    items: [
      { sku: 'MUG', delta: 50, reason: 'received' },
      { sku: 'MUG', delta: -60, reason: 'lost' },
      { sku: 'CAP', setTo: 30, reason: 'returned', reference: 'r-1' },
      { sku: 'CAP', delta: 5, reason: 'received', expectedOnHand: 99 },
    ],
  });
  await post('/inventory/items/TEE-M/deductions', {
    quantity: 1,
    id: 'deduction-1',
    reference: 'shop order 1',
  });
  await post('/inventory/items/TEE-M/deductions', { quantity: 2 });
  await post('/inventory/items/TEE-M/deductions', { quantity: 3, id: 'deduction-2' });
  await post('/inventory/items/TEE-M/deductions/deduction-2/reversal');
  await post('/inventory/deductions/batch', {
    items: [
      { sku: 'MUG', quantity: 4, id: 'deduction-3' },
      { sku: 'MUG', quantity: 400 },
      { sku: 'NONE', quantity: 1 },
      { sku: 'MUG', quantity: 1, id: 'deduction-3' },
      { sku: 'CAP', quantity: 2, reference: 'b-2' },
    ],
  });
}

async function reservations() {
  const lines = [
    { sku: 'TEE-M', quantity: 3 },
    { sku: 'TEE-L', quantity: 2 },
    { sku: 'TEE-M', quantity: 1 },
  ];
  const reserve = (id, more = {}) =>
    post('/inventory/reservations', { id, lines, ttlSeconds: 2_592_000, ...more });
  await reserve('active-1', {
    ownerId: 'ann',
    metadata: { z: 1, a: [1.5, null, 'ü'], nested: { b: 2, a: 1 } },
  });
  await reserve('active-2');
  await reserve('extended', { ttlSeconds: 60 });
  await post('/inventory/reservations/extended/extend', { ttlSeconds: 86_400 });
  await reserve('committed', { ownerId: 'bob' });
  await post('/inventory/reservations/committed/commit');
  await reserve('cancelled', { ownerId: 'ann' });
  await post('/inventory/reservations/cancelled/cancel');
  await reserve('expired', { ttlSeconds: 1 });
  await reserve('ordered', { ownerId: 'cem' });
  await new Promise((done) => setTimeout(done, 3_000));
  // Ends the one that is over, where no sweeper was there.
  await send('POST', `/v1/stores/${store}/inventory/sweeper/runs`);
}

async function ledger() {
  const account = (id, body = {}) => put(`/ledger/accounts/${id}`, body);
  await account('ann', { metadata: { tier: 'gold', b: 1, a: 2 } });
  await account('bob', { overdraft: 500, limits: { perTransfer: 900, daily: 2_000 } });
  await account('shop');
  await account('points', { asset: 'POINTS', limits: { daily: 100 } });
  await account('points-2', { asset: 'POINTS' });
  await account('frozen');
  await account('thawed');
  await account('closed');
  await account('changed', { overdraft: 10 });
  await account('changed', { overdraft: 20, limits: { perTransfer: 5 } }, { 'if-match': '"1"' });
  const move = (from, to, amount, more = {}) => post('/ledger/transfers', { from, to, amount, ...more });
  await move('@world', 'ann', 100_000, { id: 'opening', reference: 'opening balance' });
  await move('@world', 'bob', 5_000);
  await move('@world', 'points', 1_000);
  await move('@world', 'frozen', 77);
  await move('ann', 'shop', 1_234, { id: 'sale', metadata: { z: [1, 2], a: 'x' }, reference: 'r-9' });
  await move('bob', 'shop', 300, { id: 'limited' });
  await move('points', 'points-2', 40);
  await move('shop', 'ann', 34, { id: 'to-reverse' });
  await post('/ledger/transfers/to-reverse/reverse', {
    id: 'reversal-1',
    amount: 10,
    metadata: { why: 'part' },
  });
  await post('/ledger/transfers/to-reverse/reverse', {});
  const pending = (id, amount, ttlSeconds = 2_592_000, more = {}) =>
    move('bob', 'shop', amount, { id, pending: { ttlSeconds }, ...more });
  await pending('pending-1', 100, 2_592_000, { reference: 'still held', metadata: { b: 1, a: 2 } });
  await pending('posted', 110);
  await post('/ledger/transfers/posted/post');
  await pending('part-posted', 120);
  await post('/ledger/transfers/part-posted/post', { amount: 20 });
  await post('/ledger/transfers/part-posted/reverse', { id: 'reversal-2' });
  await pending('voided', 130);
  await post('/ledger/transfers/voided/void');
  await pending('expired', 140, 1);
  await post('/ledger/transfers/batch', {
    mode: 'atomic',
    transfers: [
      { from: 'ann', to: 'shop', amount: 5, id: 'atomic-1' },
      { from: 'shop', to: 'bob', amount: 3, metadata: { y: 1, x: 2 } },
    ],
  });
  await post('/ledger/transfers/batch', {
    mode: 'independent',
    transfers: [
      { from: 'bob', to: 'shop', amount: 6 },
      { from: 'bob', to: 'shop', amount: 901 },
      { from: 'nobody', to: 'shop', amount: 1 },
      { from: 'bob', to: 'shop', amount: 7, pending: { ttlSeconds: 2_592_000 } },
    ],
  });
  await post('/ledger/accounts/frozen/freeze');
  await post('/ledger/accounts/thawed/freeze');
  await post('/ledger/accounts/thawed/unfreeze');
  await post('/ledger/accounts/closed/close');
  await new Promise((done) => setTimeout(done, 2_000));
  await send('POST', `/v1/stores/${store}/ledger/sweeper/runs`);
}

async function selling() {
  await put('/prices/TEE-M', { unitPrice: 1_999 });
  await put('/prices/TEE-L', { unitPrice: 2_099 });
  await put('/prices/TEE-L', { unitPrice: 2_199 });
  await put('/prices/MUG', { unitPrice: 0 });
  await put('/prices/CAP', { unitPrice: 500 });
  await call('DELETE', '/prices/CAP');
  const line = (cart, sku, quantity, headers) => post(`/carts/${cart}/lines`, { sku, quantity }, headers);
  await line('open', 'TEE-M', 2);
  await line('open', 'CAP', 1);
  await put('/carts/open/lines/TEE-L', { quantity: 4 });
  await post('/carts/open/lines/TEE-M/removals', { quantity: 1 });
  await call('DELETE', '/carts/open/lines/CAP');
  await line('cleared', 'MUG', 1);
  await call('DELETE', '/carts/cleared');
  await line('guest', 'TEE-M', 1);
  await line('member', 'MUG', 2);
  await post('/carts/member/merge', { from: 'guest', strategy: 'sum' });
  await line('ready', 'TEE-M', 2);
  const paid = { from: 'ann', to: 'shop' };
  await post('/carts/ready/checkout', {
    customerId: 'ann',
    orderId: 'checked-out',
    expectedTotal: 3_998,
    payment: paid,
  });
  await post('/orders', {
    id: 'placed',
    customerId: 'ann',
    lines: [
      { sku: 'TEE-L', quantity: 1 },
      { sku: 'MUG', quantity: 1 },
    ],
    metadata: { z: 1, a: { c: 1, b: 2 } },
  });
  await post('/orders', { id: 'reserved', customerId: 'cem', reservationId: 'ordered' });
  await post('/orders', {
    id: 'free',
    customerId: 'ann',
    lines: [{ sku: 'MUG', quantity: 1 }],
    payment: paid,
  });
  await post('/orders', { id: 'fulfilled', customerId: 'bob', lines: [{ sku: 'TEE-M', quantity: 1 }] });
  await post('/orders/fulfilled/fulfil');
  await post('/orders', {
    id: 'cancelled',
    customerId: 'bob',
    lines: [{ sku: 'TEE-M', quantity: 1 }],
    payment: paid,
  });
  await post('/orders/cancelled/cancel', { reason: 'changed their mind' });
  await post('/orders', {
    id: 'cancelled-unpaid',
    customerId: 'dee',
    lines: [{ sku: 'TEE-M', quantity: 2 }],
  });
  await post('/orders/cancelled-unpaid/cancel');
}

async function workflow() {
  const states =
    '"draft":{"transitions":["done","__proto__"]},"done":{"final":true},"__proto__":{"transitions":["draft"]}';
  await put('/workflow/definitions/paper/versions/1', `{"initial":"draft","states":{${states}}}`);
  await put('/workflow/definitions/paper/versions/2', {
    initial: 'a',
    states: { a: { transitions: ['b'] }, b: { final: true } },
  });
  const start = (id, definition, more = {}) => post('/workflow/instances', { id, definition, ...more });
  await start('approval-1', 'approval', { data: { amount: 1.5, z: 1, a: 2 } });
  await start('approval-2', 'approval');
  await post('/workflow/instances/approval-2/transitions', {
    to: 'approved',
    expectedState: 'pending',
    data: { by: 'eve' },
  });
  await post('/workflow/instances/approval-2/transitions', { to: 'processing' }, { 'if-match': '"2"' });
  await post('/workflow/instances/approval-2/transitions', { to: 'completed', expectedState: 'processing' });
  await start('paper-1', 'paper', { version: 1 });
  await post('/workflow/instances/paper-1/transitions', { to: '__proto__', expectedState: 'draft' });
  await put('/workflow/records/plain', '{"b":1,"a":[1.0,true,null],"1":"one"}', { 'if-none-match': '*' });
  await put('/workflow/records/plain', '{"b":2,"a":[1.0,true,null],"1":"one"}', { 'if-match': '"1"' });
  await call('PATCH', '/workflow/records/plain', '{"b":null,"c":{"d":1}}', { 'if-match': '"2"' });
  await put('/workflow/records/deleted', '{}', { 'if-none-match': '*' });
  await call('DELETE', '/workflow/records/deleted', undefined, { 'if-match': '*' });
}

async function readAll() {
  const ids = (pattern) => [
    ...new Set(calls.flatMap(({ path, answer }) => (pattern.test(path) ? idsIn(answer.body) : []))),
  ];
  const things = {
    items: ['TEE-M', 'TEE-L', '@promo:2026~x_1.y-z', 'BIG', 'GONE', 'MUG', 'CAP'],
    accounts: ['ann', 'bob', 'shop', 'points', 'points-2', 'frozen', 'thawed', 'closed', 'changed', '@world'],
  };
  await read('');
  await read('/journal?limit=200');
  await read('/inventory/items');
  await read('/inventory/items?limit=2');
  for (const sku of things.items) {
    await read(`/inventory/items/${sku}`);
    await read(`/inventory/items/${sku}/movements`);
    await read(`/sales/${sku}`);
    await read(`/inventory/reservations?sku=${sku}`);
  }
  for (const id of ['deduction-1', 'deduction-2', 'deduction-4'])
    await read(`/inventory/items/TEE-M/deductions/${id}`);
  for (const query of [
    '',
    '?state=active',
    '?state=committed',
    '?state=cancelled',
    '?state=expired',
    '?ownerId=ann',
    '?limit=2',
  ])
    await read(`/inventory/reservations${query}`);
  for (const id of ['active-1', 'active-2', 'extended', 'committed', 'cancelled', 'expired', 'ordered'])
    await read(`/inventory/reservations/${id}`);
  for (const id of ['in-parts', 'changed-lines', 'part-kept', 'evicted'])
    await read(`/inventory/reservations/${id}`);
  await read('/ledger/accounts');
  await read('/ledger/accounts?limit=3');
  for (const id of things.accounts) {
    await read(`/ledger/accounts/${id}`);
    await read(`/ledger/accounts/${id}/entries`);
  }
  await read('/ledger/accounts/@world?asset=POINTS');
  await read('/ledger/accounts/@world/entries?asset=POINTS');
  for (const id of ids(/\/ledger\/transfers(\/batch|\/[^/]+\/reverse)?$/))
    await read(`/ledger/transfers/${id}`);
  await read('/ledger/audit');
  await read('/prices');
  for (const sku of ['TEE-M', 'TEE-L', 'MUG']) await read(`/prices/${sku}`);
  for (const id of ['open', 'cleared', 'guest', 'member', 'ready', 'never', 'held', 'held-out', 'held-apart'])
    await read(`/carts/${id}`);
  for (const query of [
    '',
    '?state=placed',
    '?state=fulfilled',
    '?state=cancelled',
    '?state=authorised',
    '?state=partially_fulfilled',
    '?state=expired',
    '?customerId=ann',
    '?limit=2',
  ])
    await read(`/orders${query}`);
  for (const id of ids(/\/(orders|checkout)$/)) await read(`/orders/${id}`);
  await read('/sales');
  await read('/workflow/definitions');
  await read('/workflow/definitions/paper');
  for (const n of [1, 2]) await read(`/workflow/definitions/paper/versions/${n}`);
  for (const query of ['', '?definition=approval', '?definition=approval&state=completed'])
    await read(`/workflow/instances${query}`);
  for (const id of ['approval-1', 'approval-2', 'paper-1']) {
    await read(`/workflow/instances/${id}`);
    await read(`/workflow/instances/${id}/history`);
  }
  await read('/workflow/records/plain');
}

/** Ids of what was made: of the thing itself, or of each of a batch. */
function idsIn(body) {
  const { id, results = [] } = JSON.parse(body);
  return [id, ...results.map((result) => (result.status === 201 ? result.body.id : undefined))].filter(
    Boolean,
  );
}

await stores();
await inventory();
await reservations();
await ledger();
await selling();
const key = { 'idempotency-key': 'key-that-is-refused' };
const attempt = (path) => send('POST', `/v1/stores/${store}${path}`, undefined, key);
await sellInParts({ post, put, attempt });
await workflow();
await readAll();
store = 'berlin';
await put('/ledger/accounts/anna', { limits: { daily: 10 } });
await post('/ledger/transfers', { from: '@world', to: 'anna', amount: 9 });
for (const path of ['', '/journal', '/ledger/accounts', '/ledger/accounts/anna/entries']) await read(path);
const lines = (list) => `[\n${list.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`;
writeFileSync(`${folder}/calls.json`, lines(calls));
writeFileSync(`${folder}/reads.json`, lines(reads));
console.log(`${calls.length} calls, ${reads.length} reads`);

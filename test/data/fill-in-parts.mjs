// What a shop does beside plain sales: carts that hold their units, payments in legs and authorised, and what comes
// after a sale in parts. For fill.mjs, with its calls.

const legs = [
  { to: 'points-shop', shareBps: 1_250 },
  { to: 'shop', rest: true },
];
const inLegs = { from: 'ann', legs };
const authorised = (ttlSeconds) => ({ ...inLegs, authorise: { ttlSeconds } });
const LONG = 2_592_000;

async function holds({ post, put }) {
  for (const cart of ['held', 'held-out', 'held-apart']) {
    await post(`/carts/${cart}/lines`, { sku: 'TEE-M', quantity: 2 });
    await post(`/carts/${cart}/hold`, { ttlSeconds: LONG, freezePrices: cart !== 'held-apart' });
  }
  await put('/carts/held/lines/MUG', { quantity: 1 });
  await post('/carts/held-out/checkout', {
    ...{ customerId: 'ann', orderId: 'of-a-hold', payment: inLegs },
    charges: [
      { type: 'shipping', amount: 490 },
      { type: 'discount', code: 'MAY', amount: -7, sku: 'TEE-M' },
    ],
    prices: [{ sku: 'TEE-M', unitPrice: 1_111 }],
  });
}

async function reservations({ post, put }) {
  const lines = [
    { sku: 'TEE-M', quantity: 3 },
    { sku: 'TEE-L', quantity: 2 },
  ];
  for (const id of ['in-parts', 'changed-lines', 'part-kept'])
    await post('/inventory/reservations', { id, lines, ttlSeconds: LONG, ownerId: 'ann' });
  const part = { lines: [{ sku: 'TEE-M', quantity: 1 }] };
  await post('/inventory/reservations/in-parts/commit', { ...part, remainder: 'release' });
  await post('/inventory/reservations/part-kept/commit', { ...part, remainder: 'keep' });
  await post('/inventory/reservations/part-kept/cancel', part);
  await put('/inventory/reservations/changed-lines/lines', { lines: [{ sku: 'TEE-L', quantity: 5 }] });
  await post('/inventory/items/RARE/adjustments', { delta: 2, reason: 'received' });
  const rare = { id: 'evicted', lines: [{ sku: 'RARE', quantity: 2 }], ttlSeconds: LONG };
  await post('/inventory/reservations', rare);
  await post('/inventory/items/RARE/adjustments', { setTo: 1, reason: 'lost', evict: 'newest' });
  await post('/inventory/items/TEE-M/deductions', { quantity: 3, id: 'deduction-4' });
  await post('/inventory/items/TEE-M/deductions/deduction-4/reversal', { quantity: 1, id: 'back' });
}

async function orders({ post }) {
  const lines = [{ sku: 'TEE-M', quantity: 4 }];
  const order = (id, more) => post('/orders', { id, customerId: 'ann', lines, ...more });
  await order('unpriced', { priced: false });
  await order('in-legs', { payment: inLegs });
  await order('authorised', { payment: authorised(LONG) });
  await order('captured', { payment: authorised(LONG) });
  await post('/orders/captured/capture');
  await order('voided', { payment: authorised(LONG) });
  await post('/orders/voided/cancel');
  const held = { id: 'adopted', from: 'ann', to: 'shop', amount: 4 * 1_999, pending: { ttlSeconds: LONG } };
  await post('/ledger/transfers', held);
  await order('adopting', { payment: { transferId: 'adopted' } });
  await order('lapsed', { payment: authorised(1) });
}

async function afterSale({ post }) {
  const units = (quantity) => [{ sku: 'TEE-M', quantity }];
  await post('/orders/in-legs/fulfilments', { id: 'f-1', lines: units(2), reference: 'parcel 1' });
  await post('/orders/in-legs/cancellations', { lines: units(1), refund: 'none', reason: 'one is enough' });
  await post('/orders/in-legs/returns', { lines: units(1), restock: false, refund: { amount: 7 } });
  await post('/orders/in-legs/refunds', { amount: 3, reason: 'a scratch' });
}

export async function sellInParts(calls) {
  await calls.put('/ledger/accounts/points-shop', {});
  await holds(calls);
  await reservations(calls);
  await orders(calls);
  await afterSale(calls);
  await new Promise((done) => setTimeout(done, 2_500));
  // Refused, and ends the one that is over, where no sweeper was there.
  await calls.attempt('/orders/lapsed/capture');
}

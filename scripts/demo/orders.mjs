import { freezeOne, FEES, SHOP, walletOf } from './money.mjs';
import { basket, CUSTOMERS, dice } from './shop.mjs';

const DAY_SECONDS = 86_400;

/** Fates of orders, one after the other. */
const FATES = [
  'placed',
  'fulfilled',
  'partly',
  'cancelled',
  'partly cancelled',
  'returned',
  'refunded',
  'authorised',
];
const AMOUNT = 72;

export async function orders(api) {
  const roll = dice(5);
  const all = Array.from({ length: AMOUNT }, (_, i) => ({
    id: `order-${1_001 + i}`,
    fate: FATES[i % FATES.length],
    body: bodyOf(i, roll),
  }));
  await api.each(all, async (order, i) => {
    if (order.fate === 'authorised') order.body.payment.authorise = { ttlSeconds: authorisedFor(i) };
    await api.post('/orders', { id: order.id, ...order.body }, order.id);
    await befall(api, order, i);
  });
  await freezeOne(api);
}

/** Every third authorised order lapses at once, so that there are expired ones. */
const authorisedFor = (i) => (i % 3 === 0 ? 1 : 3 * DAY_SECONDS);

function bodyOf(i, roll) {
  const customerId = CUSTOMERS[i % CUSTOMERS.length];
  const from = walletOf(customerId);
  const charges = [
    { type: 'shipping', code: 'standard', amount: 490 },
    ...(i % 5 === 0 ? [{ type: 'discount', code: 'WELCOME', amount: -200 }] : []),
  ];
  const legs = [
    { to: FEES, shareBps: 250 },
    { to: SHOP, rest: true },
  ];
  const payment = i % 4 === 3 ? { from, legs } : { from, to: SHOP };
  return {
    customerId,
    lines: basket(roll, 3),
    charges,
    payment,
    metadata: { channel: i % 3 ? 'web' : 'app' },
  };
}

/** An order meets its fate after it was placed. */
async function befall(api, { id, fate, body: { lines } }, i) {
  const path = `/orders/${id}`;
  const one = [{ sku: lines[0].sku, quantity: 1 }];
  const parcel = { id: 'parcel-1', reference: `DHL ${90_000 + i}` };
  if (fate === 'fulfilled' || fate === 'returned') await api.post(`${path}/fulfilments`, parcel);
  if (fate === 'partly') await api.post(`${path}/fulfilments`, { ...parcel, lines: one });
  if (fate === 'cancelled') await api.post(`${path}/cancel`, { reason: 'changed their mind' });
  if (fate === 'partly cancelled')
    await api.post(`${path}/cancellations`, { id: 'c-1', lines: one, reason: 'damaged on the shelf' });
  if (fate === 'returned') await api.post(`${path}/returns`, { id: 'r-1', lines: one, reason: 'too small' });
  if (fate === 'refunded') await api.post(`${path}/refunds`, { id: 'refund-1', amount: 300, reason: 'late' });
  if (fate === 'authorised' && i % 3 === 1) await api.post(`${path}/capture`);
}

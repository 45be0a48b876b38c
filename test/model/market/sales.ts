import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { Action, cart, chosen, customer, lines, Market, PAYEES, pick, price, sku, some } from './action';

interface Terms {
  paid: 'not' | 'whole' | 'legs' | 'authorised';
  shareBps: number;
  charge?: number;
  callersPrice?: number;
  unpriced: boolean;
  customerId: string;
}

const terms: fc.Arbitrary<Terms> = fc.record({
  paid: fc.constantFrom('not', 'whole', 'legs', 'authorised', 'authorised'),
  shareBps: fc.integer({ min: 1, max: 9_999 }),
  charge: some(fc.integer({ min: -40, max: 40 })),
  callersPrice: some(price),
  unpriced: fc.nat(9).map((n) => n === 0),
  customerId: customer,
});

function paymentOf({ paid, shareBps }: Terms): object | undefined {
  const [shop, platform] = PAYEES;
  const legs = [
    { to: platform, shareBps },
    { to: shop, rest: true },
  ];
  if (paid === 'whole') return { from: 'ann', to: shop };
  if (paid === 'not') return undefined;
  return { from: 'ann', legs, ...(paid === 'authorised' ? { authorise: { ttlSeconds: 600 } } : {}) };
}

function wanted(one: Terms): object {
  const charges = one.charge === undefined ? undefined : [{ type: 'fee', amount: one.charge }];
  const { customerId } = one;
  if (one.unpriced) return { customerId };
  return { customerId, charges, payment: paymentOf(one) };
}

/** Places an order, which has an id of its own; it is known from then on. */
async function placed(market: Market, path: string, body: object, idMember: string): Promise<number> {
  const id = randomUUID();
  const { status } = await market.store.post(path, { ...body, [idMember]: id });
  if (status === 201) market.orders.push(id);
  return status;
}

const order = fc.tuple(lines, terms).map(([content, one]): Action => ({
  kind: `order, ${one.unpriced ? 'unpriced' : one.paid}`,
  act: (market) => {
    const unitPrice = one.unpriced ? undefined : one.callersPrice;
    const priced = content.map((line) => ({ ...line, unitPrice }));
    const body = { ...wanted(one), lines: priced, priced: one.unpriced ? false : undefined };
    return placed(market, '/orders', body, 'id');
  },
}));

const ofReservation = fc.tuple(pick, terms).map(([at, one]): Action => ({
  kind: 'order of a reservation',
  act: async (market) => {
    const reservationId = chosen(market.reservations, at);
    if (!reservationId) return undefined;
    return placed(market, '/orders', { ...wanted({ ...one, unpriced: false }), reservationId }, 'id');
  },
}));

const checkout = fc.tuple(cart, sku, terms).map(([from, one, how]): Action => ({
  kind: `checkout, ${how.paid}`,
  act: (market) => {
    const prices = how.callersPrice === undefined ? undefined : [{ sku: one, unitPrice: how.callersPrice }];
    const body = { ...wanted({ ...how, unpriced: false }), prices };
    return placed(market, `/carts/${from}/checkout`, body, 'orderId');
  },
}));

/** An order whose caller holds the money of exactly its lines first, as payment providers do. */
const adopting = fc.tuple(sku, fc.integer({ min: 1, max: 50 })).map(([one, unitPrice]): Action => ({
  kind: 'order that adopts what was held for it',
  act: async (market) => {
    const id = randomUUID();
    const held = { id, from: 'ann', to: 'shop', amount: 2 * unitPrice, pending: { ttlSeconds: 600 } };
    if ((await market.store.post('/ledger/transfers', held)).status !== 201) return undefined;
    market.transfers.push(id);
    const content = [{ sku: one, quantity: 2, unitPrice }];
    return placed(
      market,
      '/orders',
      { customerId: 'ann', lines: content, payment: { transferId: id } },
      'id',
    );
  },
}));

export const sales = [order, order, order, ofReservation, checkout, checkout, checkout, adopting];

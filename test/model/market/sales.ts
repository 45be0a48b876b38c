import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { Action, cart, chosen, lines, Market, PAYEES, pick, price, sku, some } from './action';

interface Terms {
  paid: 'not' | 'whole' | 'legs' | 'authorised' | 'adopted';
  shareBps: number;
  charge?: number;
  callersPrice?: number;
  unpriced: boolean;
}

const terms: fc.Arbitrary<Terms> = fc.record({
  paid: fc.constantFrom('not', 'whole', 'legs', 'authorised', 'authorised', 'adopted'),
  shareBps: fc.integer({ min: 1, max: 9_999 }),
  charge: some(fc.integer({ min: -40, max: 40 })),
  callersPrice: some(price),
  unpriced: fc.nat(9).map((n) => n === 0),
});

function paymentOf({ transfers }: Market, { paid, shareBps }: Terms, at: number): object | undefined {
  const [shop, platform] = PAYEES;
  const legs = [
    { to: platform, shareBps },
    { to: shop, rest: true },
  ];
  if (paid === 'whole') return { from: 'ann', to: shop };
  if (paid === 'adopted') return { transferId: chosen(transfers, at) ?? 'none' };
  if (paid === 'not') return undefined;
  return { from: 'ann', legs, ...(paid === 'authorised' ? { authorise: { ttlSeconds: 600 } } : {}) };
}

function wanted(market: Market, one: Terms, at: number): object {
  const charges = one.charge === undefined ? undefined : [{ type: 'fee', amount: one.charge }];
  if (one.unpriced) return { customerId: 'ann' };
  return { customerId: 'ann', charges, payment: paymentOf(market, one, at) };
}

/** Places an order, which has an id of its own; it is known from then on. */
async function placed(market: Market, path: string, body: object, idMember: string): Promise<number> {
  const id = randomUUID();
  const { status } = await market.store.post(path, { ...body, [idMember]: id });
  if (status === 201) market.orders.push(id);
  return status;
}

const order = fc.tuple(lines, terms, pick).map(([content, one, at]): Action => ({
  kind: `order, ${one.unpriced ? 'unpriced' : one.paid}`,
  act: (market) => {
    const unitPrice = one.unpriced ? undefined : one.callersPrice;
    const priced = content.map((line) => ({ ...line, unitPrice }));
    const body = { ...wanted(market, one, at), lines: priced, priced: one.unpriced ? false : undefined };
    return placed(market, '/orders', body, 'id');
  },
}));

const ofReservation = fc.tuple(pick, terms).map(([at, one]): Action => ({
  kind: 'order of a reservation',
  act: async (market) => {
    const reservationId = chosen(market.reservations, at);
    if (!reservationId) return undefined;
    return placed(
      market,
      '/orders',
      { ...wanted(market, { ...one, unpriced: false }, at), reservationId },
      'id',
    );
  },
}));

const checkout = fc.tuple(cart, sku, terms, pick).map(([from, one, how, at]): Action => ({
  kind: `checkout, ${how.paid}`,
  act: (market) => {
    const prices = how.callersPrice === undefined ? undefined : [{ sku: one, unitPrice: how.callersPrice }];
    const body = { ...wanted(market, { ...how, unpriced: false }, at), prices };
    return placed(market, `/carts/${from}/checkout`, body, 'orderId');
  },
}));

/** Some pending transfer that an order may adopt: of the amount of one that somebody might place. */
const pending = fc.tuple(fc.nat(99), fc.constantFrom(...PAYEES)).map(([amount, to]): Action => ({
  kind: 'pending transfer',
  act: async (market) => {
    const id = randomUUID();
    const body = { id, from: 'ann', to, amount: amount + 1, pending: { ttlSeconds: 600 } };
    const { status } = await market.store.post('/ledger/transfers', body);
    if (status === 201) market.transfers.push(id);
    return status;
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

export const sales = [order, order, ofReservation, checkout, checkout, pending, adopting];

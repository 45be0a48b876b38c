import { Order } from '../../../src/orders/dto/order.dto';
import { Market, PAYEES, SKUS } from './action';

const sum = (numbers: (number | null)[]): number =>
  numbers.reduce((total: number, each) => total + (each ?? 0), 0);

async function read(market: Market, path: string) {
  return (await market.store.get(path).expect(200)).body;
}

/** Lines, refunds and legs of an order add up. */
function expectOrder({ id, state, lines, total, refunded, payment, ...after }: Order): void {
  for (const { sku, quantity, open, fulfilled, cancelled, returned } of lines) {
    expect([id, sku, open + fulfilled + cancelled]).toEqual([id, sku, quantity]);
    expect(Math.min(open, fulfilled, cancelled, returned, fulfilled - returned)).toBeGreaterThanOrEqual(0);
  }
  const back = [...after.cancellations, ...after.returns, ...after.refunds].map(({ amount }) => amount ?? 0);
  expect([id, refunded]).toEqual([id, sum(back)]);
  expect(refunded).toBeLessThanOrEqual(payment ? total! : 0);
  if (payment?.legs) expect([id, sum(payment.legs.map(({ amount }) => amount))]).toEqual([id, total]);
  expect([id, after.version]).toEqual([id, 1 + changesOf(state, after)]);
}

/** How often an order has changed: each piece of what came after the sale is one change, and so is its capture. */
function changesOf(
  state: Order['state'],
  after: Omit<Order, 'id' | 'state' | 'lines' | 'total'> | object,
): number {
  const { fulfilments, cancellations, returns, refunds, expiresAt } = after as Order;
  const pieces = [fulfilments, cancellations, returns, refunds].flat().length;
  if (expiresAt === undefined || state === 'authorised') return pieces;
  return pieces + 1;
}

/** Units that an order counts as sold. */
function soldBy({ state, lines }: Order, sku: string): number {
  if (state === 'authorised' || state === 'expired') return 0;
  const own = lines.filter((line) => line.sku === sku);
  return sum(own.map(({ quantity, cancelled, returned }) => quantity - cancelled - returned));
}

async function expectStock(market: Market, orders: Order[]): Promise<void> {
  const { items } = await read(market, '/inventory/reservations?state=active&limit=200');
  for (const sku of SKUS) {
    const stock = await read(market, `/inventory/items/${sku}`);
    const held = (items as Order[]).flatMap(({ lines }) => lines.filter((line) => line.sku === sku));
    const sold = sum(orders.map((order) => soldBy(order, sku))) + (market.soldElsewhere.get(sku) ?? 0);
    const reserved = sum(held.map(({ quantity }) => quantity));
    expect(stock).toMatchObject({ sku, reserved, sold, available: stock.onHand - reserved });
    expect(stock.available).toBeGreaterThanOrEqual(0);
  }
}

async function expectMoney(market: Market, orders: Order[]): Promise<void> {
  const all = ['ann', ...PAYEES, '@world'];
  const accounts = await Promise.all(all.map((id) => read(market, `/ledger/accounts/${id}`)));
  expect(sum(accounts.map(({ balance }) => balance))).toBe(0);
  const authorised = orders.filter(({ state }) => state === 'authorised');
  const adopted = authorised.map(({ payment }) => payment?.transferId);
  const transfers = await Promise.all(market.transfers.map((id) => read(market, `/ledger/transfers/${id}`)));
  const alone = transfers.filter(({ id, state }) => state === 'pending' && !adopted.includes(id));
  const held = sum(authorised.map(({ total }) => total)) + sum(alone.map(({ amount }) => amount));
  expect(accounts[0]).toMatchObject({ id: 'ann', held });
}

/** All that must be so whatever has happened. */
export async function expectSound(market: Market): Promise<void> {
  const orders = await Promise.all(market.orders.map((id) => read(market, `/orders/${id}`)));
  orders.forEach(expectOrder);
  await expectStock(market, orders);
  await expectMoney(market, orders);
}

/** Movements, entries and indexes tell the same story. */
export async function expectAudited({ store }: Market): Promise<void> {
  const inventory = await store.post('/inventory/audits').expect(200);
  expect(inventory.body).toMatchObject({ drift: [], unsettled: [] });
  const ledger = await store.post('/ledger/audits', { deep: true }).expect(200);
  expect(ledger.body).toMatchObject({ balanced: true, drift: [], unsettled: [] });
}

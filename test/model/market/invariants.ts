import { Reservation } from '../../../src/inventory/reservations/dto/reservation.dto';
import { Order } from '../../../src/orders/dto/order.dto';
import { CUSTOMERS, IN_CAMPAIGN, Market, PAYEES, SKUS } from './action';
import { JournalBooks } from './journal-books';

const sum = (numbers: (number | null)[]): number =>
  numbers.reduce((total: number, each) => total + (each ?? 0), 0);

async function read(market: Market, path: string) {
  return (await market.store.get(path).expect(200)).body;
}

/** Lines, refunds and legs of an order add up. */
function expectOrder({ captured }: Market, order: Order): void {
  const { id, lines, total, refunded, payment, cancellations, returns, refunds } = order;
  for (const { sku, quantity, open, fulfilled, cancelled, returned } of lines) {
    expect([id, sku, open + fulfilled + cancelled]).toEqual([id, sku, quantity]);
    expect(Math.min(open, fulfilled, cancelled, returned, fulfilled - returned)).toBeGreaterThanOrEqual(0);
  }
  const back = [...cancellations, ...returns, ...refunds].map(({ amount }) => amount ?? 0);
  expect([id, refunded]).toEqual([id, sum(back)]);
  expect(refunded).toBeLessThanOrEqual(payment ? total! : 0);
  if (payment?.legs) expect([id, sum(payment.legs.map(({ amount }) => amount))]).toEqual([id, total]);
  const pieces = [order.fulfilments, cancellations, returns, refunds].flat().length;
  const ends = captured.has(id) || order.state === 'expired' ? 1 : 0;
  expect([id, order.version]).toEqual([id, 1 + pieces + ends]);
}

/** Units that an order counts as sold. */
function soldBy({ captured }: Market, { id, lines, expiresAt }: Order, sku: string): number {
  if (expiresAt !== undefined && !captured.has(id)) return 0;
  const own = lines.filter((line) => line.sku === sku);
  return sum(own.map(({ quantity, cancelled, returned }) => quantity - cancelled - returned));
}

/** Orders, reservations and what the journal tells make up the stock, whose holds are all there. */
async function expectStock(market: Market, orders: Order[], books: JournalBooks): Promise<void> {
  const { items } = await read(market, '/inventory/reservations?limit=200');
  const all = items as Reservation[];
  const known = all.map(({ id }) => id).filter((id) => !market.reservations.includes(id));
  market.reservations.push(...known);
  for (const sku of SKUS) {
    const stock = await read(market, `/inventory/items/${sku}`);
    const { onHand, reserved, sold, available, safetyStock = 0 } = stock;
    const told = books.stock.get(sku)!;
    expect([sku, onHand, sold]).toEqual([sku, told.onHand, told.sold]);
    const active = all.filter(({ state }) => state === 'active').flatMap(({ lines }) => lines);
    const held = sum(active.filter((line) => line.sku === sku).map(({ quantity }) => quantity));
    expect([sku, reserved]).toEqual([sku, held]);
    // One that is over and not swept yet is reserved no more, and its end is not told yet.
    expect(told.reserved).toBeGreaterThanOrEqual(held);
    expect(available).toBe(Math.max(onHand - held - safetyStock, 0));
    const byOrders = sum(orders.map((order) => soldBy(market, order, sku)));
    expect([sku, sold]).toEqual([sku, byOrders + (market.soldElsewhere.get(sku) ?? 0)]);
    await expectLine(market, sku, onHand - told.reserved - safetyStock);
  }
}

/** Nobody stands in front of a line who could have had what is free; campaigns may pass over who is over a limit. */
async function expectLine(market: Market, sku: string, free: number): Promise<void> {
  if (sku === IN_CAMPAIGN || market.lapsedWaits.size > 0) return;
  const { items } = await read(market, `/inventory/waits?sku=${sku}&limit=200`);
  const [first] = items.filter(({ state }: { state: string }) => state === 'waiting');
  if (first) expect([sku, Math.min(free, (first.atLeast ?? first.quantity) - 1)]).toEqual([sku, free]);
}

/** Each account has what the journal moved, and all together nothing; what is held is held for something. */
async function expectMoney(market: Market, orders: Order[], books: JournalBooks): Promise<void> {
  const all = ['ann', ...PAYEES, '@world'];
  const accounts = await Promise.all(all.map((id) => read(market, `/ledger/accounts/${id}`)));
  expect(sum(accounts.map(({ balance }) => balance))).toBe(0);
  for (const { id, balance } of accounts) expect([id, balance]).toEqual([id, books.balances.get(id) ?? 0]);
  const authorised = orders.filter(({ state }) => state === 'authorised');
  const adopted = authorised.map(({ payment }) => payment?.transferId);
  const transfers = await Promise.all(market.transfers.map((id) => read(market, `/ledger/transfers/${id}`)));
  const groups = await Promise.all(market.groups.map((id) => read(market, `/ledger/groups/${id}`)));
  const alone = [...transfers, ...groups.flatMap((group) => group.transfers)]
    .filter(({ id, state }) => state === 'pending' && !adopted.includes(id))
    .map(({ amount }) => amount as number);
  expect(accounts[0]).toMatchObject({
    id: 'ann',
    held: sum(authorised.map(({ total }) => total)) + sum(alone),
  });
}

/** A campaign counts what its owners have, and no more than there ever was. */
async function expectCampaign({ store }: Market): Promise<void> {
  const { status, body } = await store.get('/campaigns/drop');
  if (status === 404) return;
  const owners = await Promise.all(CUSTOMERS.map((id) => store.get(`/campaigns/drop/owners/${id}`)));
  expect(body.used).toBe(sum(owners.map((owner) => owner.body.used)));
  expect(Math.min(...owners.map((owner) => owner.body.used))).toBeGreaterThanOrEqual(0);
}

/** All that must be so whatever has happened. */
export async function expectSound(market: Market): Promise<void> {
  const books = await JournalBooks.read(market.redis, `ch:{${market.store.name}}:journal`);
  const orders: Order[] = (await read(market, '/orders?limit=200')).items;
  expect(orders).toHaveLength(market.orders.length);
  for (const order of orders) expectOrder(market, order);
  await Promise.all([
    expectStock(market, orders, books),
    expectMoney(market, orders, books),
    expectCampaign(market),
  ]);
}

/** Movements, entries and indexes tell the same story. */
export async function expectAudited({ store }: Market): Promise<void> {
  const inventory = await store.post('/inventory/audits').expect(200);
  expect(inventory.body).toMatchObject({ drift: [], unsettled: [] });
  const ledger = await store.post('/ledger/audits', { deep: true }).expect(200);
  expect(ledger.body).toMatchObject({ balanced: true, drift: [], unsettled: [] });
}

import { StoreCalls } from '../support/house';
import { StoreModel } from './store-model';

/** Everything that can be read, compared with the model; and what must add up, whatever the model says. */
export async function compare(model: StoreModel, store: StoreCalls): Promise<void> {
  await Promise.all([
    compareStock(model, store),
    compareCarts(model, store),
    compareOrders(model, store),
    compareMoney(model, store),
    addsUp(store),
  ]);
}

async function compareStock({ inventory }: StoreModel, store: StoreCalls): Promise<void> {
  const { items } = (await store.get('/inventory/items').expect(200)).body;
  for (const { sku, onHand, reserved, available, sold } of items) {
    expect({ sku, onHand, sold }).toEqual({ sku, ...inventory.stock.get(sku) });
    expect(available).toBe(onHand - reserved);
    expect(available).toBeGreaterThanOrEqual(0);
    // A reservation that is over may keep its units back until someone needs them; never the other way round.
    expect(reserved).toBeGreaterThanOrEqual(inventory.reserved(sku));
  }
  const sales = [...inventory.stock]
    .map(([sku, { sold }]) => ({ sku, unitsSold: sold }))
    .filter((s) => s.unitsSold > 0);
  sales.sort((a, b) => b.unitsSold - a.unitsSold || (a.sku < b.sku ? 1 : -1));
  expect((await store.get('/sales').expect(200)).body.items).toEqual(sales);
}

async function compareCarts(model: StoreModel, store: StoreCalls): Promise<void> {
  for (const id of ['c1', 'c2']) {
    const cart = (await store.get(`/carts/${id}`).expect(200)).body;
    const lines = model.linesOf(id);
    const expected = lines.map(({ sku, quantity }) => {
      const available = model.inventory.available(sku);
      const unitPrice = model.prices.get(sku) ?? null;
      const lineTotal = unitPrice === null ? null : unitPrice * quantity;
      const availability = available >= quantity ? 'in_stock' : available > 0 ? 'limited' : 'out_of_stock';
      return { sku, quantity, unitPrice, lineTotal, available, availability };
    });
    expect(cart.lines).toEqual(expected);
    expect(cart.total).toBe(model.total(lines));
    expect(cart.version > 0).toBe(model.carts.has(id));
  }
}

async function compareOrders(model: StoreModel, store: StoreCalls): Promise<void> {
  const { items } = (await store.get('/orders?limit=200').expect(200)).body;
  expect(items).toHaveLength(model.orders.size);
  const byState: Record<string, number> = { placed: 0, partially_fulfilled: 0, fulfilled: 0, cancelled: 0 };
  for (const { id, state, customerId, lines, total, payment, refunded } of items) {
    const order = model.orders.get(id)!;
    byState[order.state]! += 1;
    for (const { quantity, open, fulfilled, cancelled, returned } of lines) {
      expect([open + fulfilled + cancelled, returned <= fulfilled && open >= 0]).toEqual([quantity, true]);
    }
    expect(refunded).toBeLessThanOrEqual(payment ? total : 0);
    const priced = order.lines.map((line) => ({ ...line, lineTotal: line.quantity * line.unitPrice }));
    expect({ state, customerId, lines, total }).toMatchObject({
      state: order.state,
      customerId: order.customerId,
      lines: priced,
      total: order.total,
    });
    expect(payment ? { from: payment.from, to: payment.to } : undefined).toEqual(order.payment);
  }
  for (const [state, count] of Object.entries(byState)) {
    expect((await store.get(`/orders?state=${state}&limit=200`).expect(200)).body.items).toHaveLength(count);
  }
}

async function compareMoney(model: StoreModel, store: StoreCalls): Promise<void> {
  for (const [id, balance] of model.balances) expect([id, await store.balance(id)]).toEqual([id, balance]);
}

/** Σ movements = on hand and sold, Σ reservations = reserved, Σ balances = 0. */
async function addsUp(store: StoreCalls): Promise<void> {
  expect((await store.post('/inventory/audits').expect(200)).body.drift).toEqual([]);
  expect((await store.get('/ledger/audit').expect(200)).body.balanced).toBe(true);
}

import * as shop from './generated';
import type { TransferBody } from './generated';
import { once } from './once';

const store = process.argv[2]!;

async function tour(): Promise<object> {
  const metadata: TransferBody['metadata'] = { terms: { days: 30 } };
  await shop.putStore(store, { currency: 'USD' });
  await shop.adjustStock(store, 'MUG', { setTo: 10, reason: 'received' }, {}, { headers: once() });
  await shop.putPrice(store, 'MUG', { unitPrice: 900 });
  for (const id of ['carol', 'till']) await shop.putAccount(store, id);
  const amount = Number.MAX_SAFE_INTEGER;
  const transfer = await shop.transfer(
    store,
    { from: '@world', to: 'carol', amount, metadata },
    {},
    { headers: once() },
  );
  const lines = [{ sku: 'MUG', quantity: 2 }];
  const reservation = await shop.reserve(
    store,
    { id: 'till-7', lines, ttlSeconds: 900 },
    {},
    { headers: once() },
  );
  const payment = { from: 'carol', to: 'till' };
  const order = await shop.placeOrder(
    store,
    { id: 'first', customerId: 'carol', lines, payment },
    {},
    { headers: once() },
  );
  const sale = await shop.deductStock(store, 'MUG', { quantity: 11 }, {}, { headers: once() });
  const refused = sale.status === 409 && sale.data.code === 'INSUFFICIENT_STOCK' ? sale.data : undefined;
  const headers = { 'If-None-Match': '*' };
  await shop.putRecord(store, 'note', { wrap: { colour: 'red' } }, {}, { headers });
  const note = await shop.getRecord(store, 'note');
  const account = await shop.getAccount(store, 'carol');
  const stock = await shop.getStock(store, 'MUG');
  const movements = await shop.listMovements(store, 'MUG', { limit: 1 });
  return {
    transfer: transfer.status === 201 && {
      amount: transfer.data.amount,
      metadata: transfer.data.metadata,
    },
    reservation: reservation.status === 201 && reservation.data.state,
    order: order.status === 201 && {
      units: order.data.units,
      total: order.data.total,
      paidBy: order.data.payment?.from,
    },
    refusal: refused?.shortages[0]?.available,
    note: note.status === 200 && note.data,
    balance: account.status === 200 && account.data.balance,
    available: stock.status === 200 && stock.data.available,
    movements: movements.status === 200 && movements.data.items.length,
  };
}

void tour().then((seen) => console.log(JSON.stringify(seen)));

import * as shop from './generated';
import { client } from './generated/client.gen';
import type { TransferBody } from './generated';
import { once } from './once';

const store = process.argv[2]!;

async function tour(): Promise<object> {
  client.setConfig({ baseUrl: process.env.COUNTINGHOUSE_URL });
  const path = { store };
  const metadata: TransferBody['metadata'] = { terms: { days: 30 } };
  await shop.putStore({ path, body: { currency: 'USD' } });
  const mug = { path: { store, sku: 'MUG' } };
  await shop.adjustStock({ headers: once(), ...mug, body: { setTo: 10, reason: 'received' } });
  await shop.putPrice({ ...mug, body: { unitPrice: 900 } });
  for (const id of ['carol', 'till']) await shop.putAccount({ path: { store, id } });
  const transfer = await shop.transfer({
    headers: once(),
    path,
    body: { from: '@world', to: 'carol', amount: Number.MAX_SAFE_INTEGER, metadata },
  });
  const reservation = await shop.reserve({
    headers: once(),
    path,
    body: { id: 'till-7', lines: [{ sku: 'MUG', quantity: 2 }], ttlSeconds: 900 },
  });
  const order = await shop.placeOrder({
    headers: once(),
    path,
    body: {
      id: 'first',
      customerId: 'carol',
      lines: [{ sku: 'MUG', quantity: 2 }],
      payment: { from: 'carol', to: 'till' },
    },
  });
  const { error } = await shop.deductStock({ headers: once(), ...mug, body: { quantity: 11 } });
  const refusal = error?.code === 'INSUFFICIENT_STOCK' ? error.shortages[0]?.available : undefined;
  const record = { path: { store, id: 'note' } };
  await shop.putRecord({ ...record, headers: { 'If-None-Match': '*' }, body: { wrap: { colour: 'red' } } });
  const note = await shop.getRecord(record);
  const account = await shop.getAccount({ path: { store, id: 'carol' } });
  const stock = await shop.getStock(mug);
  const movements = await shop.listMovements({ ...mug, query: { limit: 1 } });
  return {
    transfer: { amount: transfer.data?.amount, metadata: transfer.data?.metadata },
    reservation: reservation.data?.state,
    order: { units: order.data?.units, total: order.data?.total, paidBy: order.data?.payment?.from },
    refusal,
    note: note.data,
    balance: account.data?.balance,
    available: stock.data?.available,
    movements: movements.data?.items.length,
  };
}

void tour().then((seen) => console.log(JSON.stringify(seen)));

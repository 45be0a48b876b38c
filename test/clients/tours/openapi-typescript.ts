import createClient from 'openapi-fetch';
import { once } from './once';
import type { components, paths } from './schema';

type Metadata = components['schemas']['TransferBody']['metadata'];

const store = process.argv[2]!;
const shop = createClient<paths>({ baseUrl: process.env.COUNTINGHOUSE_URL });

async function tour(): Promise<object> {
  const metadata: Metadata = { terms: { days: 30 } };
  const STORE = '/v1/stores/{store}';
  await shop.PUT(STORE, { params: { path: { store } }, body: { currency: 'USD' } });
  await shop.POST(`${STORE}/inventory/items/{sku}/adjustments`, {
    params: { path: { store, sku: 'MUG' }, header: once() },
    body: { setTo: 10, reason: 'received' },
  });
  await shop.PUT(`${STORE}/prices/{sku}`, {
    params: { path: { store, sku: 'MUG' } },
    body: { unitPrice: 900 },
  });
  for (const id of ['carol', 'till']) {
    await shop.PUT(`${STORE}/ledger/accounts/{id}`, { params: { path: { store, id } } });
  }
  const transfer = await shop.POST(`${STORE}/ledger/transfers`, {
    params: { path: { store }, header: once() },
    body: { from: '@world', to: 'carol', amount: Number.MAX_SAFE_INTEGER, metadata },
  });
  const reservation = await shop.POST(`${STORE}/inventory/reservations`, {
    params: { path: { store }, header: once() },
    body: { id: 'till-7', lines: [{ sku: 'MUG', quantity: 2 }], ttlSeconds: 900 },
  });
  const order = await shop.POST(`${STORE}/orders`, {
    params: { path: { store }, header: once() },
    body: {
      id: 'first',
      customerId: 'carol',
      lines: [{ sku: 'MUG', quantity: 2 }],
      payment: { from: 'carol', to: 'till' },
    },
  });
  const sale = await shop.POST(`${STORE}/inventory/items/{sku}/deductions`, {
    params: { path: { store, sku: 'MUG' }, header: once() },
    body: { quantity: 11 },
  });
  const refusal = sale.error?.code === 'INSUFFICIENT_STOCK' ? sale.error.shortages[0]?.available : undefined;
  const record = { params: { path: { store, id: 'note' } } };
  await shop.PUT(`${STORE}/workflow/records/{id}`, {
    params: { ...record.params, header: { 'If-None-Match': '*' } },
    body: { wrap: { colour: 'red' } },
  });
  const note = await shop.GET(`${STORE}/workflow/records/{id}`, record);
  const account = await shop.GET(`${STORE}/ledger/accounts/{id}`, {
    params: { path: { store, id: 'carol' } },
  });
  const stock = await shop.GET(`${STORE}/inventory/items/{sku}`, { params: { path: { store, sku: 'MUG' } } });
  const movements = await shop.GET(`${STORE}/inventory/items/{sku}/movements`, {
    params: { path: { store, sku: 'MUG' }, query: { limit: 1 } },
  });
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

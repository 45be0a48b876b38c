import fc from 'fast-check';
import { account, cart, command, customerId, expected, id, lines, payment } from './store-command';

export const order = fc
  .tuple(id, customerId, lines, payment, expected)
  .map(([i, c, wanted, pay, expectedTotal]) =>
    command(
      `order o${i} ${JSON.stringify(wanted)} ${pay ? `paid by ${pay.from}` : ''} ${expectedTotal ?? ''}`,
      (store) => {
        const body = { id: `o${i}`, customerId: c, lines: wanted, payment: pay, expectedTotal };
        return store.post('/orders', body);
      },
      (model) => model.place(`o${i}`, c, wanted, expectedTotal, pay),
    ),
  );

export const orderReserved = fc
  .tuple(id, id, customerId, payment, expected)
  .map(([i, h, c, pay, expectedTotal]) =>
    command(
      `order o${i} of h${h} ${pay ? `paid by ${pay.from}` : ''} ${expectedTotal ?? ''}`,
      (store) => {
        const body = { id: `o${i}`, customerId: c, reservationId: `h${h}`, payment: pay, expectedTotal };
        return store.post('/orders', body);
      },
      (model) => model.placeReserved(`o${i}`, c, `h${h}`, expectedTotal, pay),
    ),
  );

export const checkOut = fc
  .tuple(id, customerId, cart, payment, expected)
  .map(([i, c, from, pay, expectedTotal]) =>
    command(
      `check out ${from} as o${i} ${pay ? `paid by ${pay.from}` : ''} ${expectedTotal ?? ''}`,
      (store) => {
        const body = { customerId: c, orderId: `o${i}`, payment: pay, expectedTotal };
        return store.post(`/carts/${from}/checkout`, body);
      },
      (model) => model.checkOut(`o${i}`, c, from, expectedTotal, pay),
    ),
  );

export const fulfil = id.map((i) =>
  command(
    `fulfil o${i}`,
    (store) => store.post(`/orders/o${i}/fulfil`),
    (model) => model.fulfil(`o${i}`),
  ),
);

const cancellation = fc.record(
  { refund: fc.constantFrom('full', 'none'), restock: fc.boolean() },
  { requiredKeys: [] },
);
export const cancel = fc.tuple(id, cancellation).map(([i, how]) =>
  command(
    `cancel o${i} ${JSON.stringify(how)}`,
    (store) => store.post(`/orders/o${i}/cancel`, how),
    (model) => model.cancel(`o${i}`, how),
  ),
);

export const transfer = fc
  .tuple(account, account, fc.integer({ min: 1, max: 150 }))
  .map(([from, to, amount]) =>
    command(
      `${from} sends ${amount} to ${to}`,
      (store) => store.post('/ledger/transfers', { from, to, amount }),
      (model) => (from === to ? { status: 422, codes: ['SAME_ACCOUNT'] } : model.transfer(from, to, amount)),
    ),
  );

export const giveBack = fc.tuple(id, fc.integer({ min: 1, max: 30 })).map(([i, amount]) =>
  command(
    `reverse ${amount} of the payment of o${i}`,
    async (store) => {
      const { payment: paid } = (await store.get(`/orders/o${i}`).expect(200)).body;
      return store.post(`/ledger/transfers/${paid.transferId}/reverse`, { amount });
    },
    (model) => model.reverse(`o${i}`, amount),
    (model) => (model.orders.get(`o${i}`)?.payment && model.orders.get(`o${i}`)!.total > 0) ?? false,
  ),
);

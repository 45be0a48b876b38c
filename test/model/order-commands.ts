import fc from 'fast-check';
import { account, cart, command, customerId, expected, id, lines, payment, sku } from './store-command';
import { Back } from './store-model';

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

const back: fc.Arbitrary<Back> = fc.record(
  {
    refund: fc.oneof(
      fc.constantFrom('full' as const, 'none' as const),
      fc.record({ amount: fc.integer({ min: 1, max: 20 }) }),
    ),
    restock: fc.boolean(),
  },
  { requiredKeys: [] },
);
const few = fc.array(fc.record({ sku, quantity: fc.integer({ min: 1, max: 2 }) }), {
  minLength: 1,
  maxLength: 2,
});

export const cancel = fc.tuple(id, back).map(([i, how]) =>
  command(
    `cancel o${i} ${JSON.stringify(how)}`,
    (store) => store.post(`/orders/o${i}/cancel`, how),
    (model) => model.cancel(`o${i}`, how),
  ),
);

export const fulfilPart = fc.tuple(id, few).map(([i, some]) =>
  command(
    `fulfil ${JSON.stringify(some)} of o${i}`,
    (store) => store.post(`/orders/o${i}/fulfilments`, { lines: some }),
    (model) => model.fulfil(`o${i}`, some),
  ),
);

export const cancelPart = fc.tuple(id, few, back).map(([i, some, how]) =>
  command(
    `cancel ${JSON.stringify(some)} of o${i} ${JSON.stringify(how)}`,
    (store) => store.post(`/orders/o${i}/cancellations`, { lines: some, ...how }),
    (model) => model.cancel(`o${i}`, how, some),
  ),
);

export const takeBack = fc.tuple(id, few, back).map(([i, some, how]) =>
  command(
    `take ${JSON.stringify(some)} of o${i} back ${JSON.stringify(how)}`,
    (store) => store.post(`/orders/o${i}/returns`, { lines: some, ...how }),
    (model) => model.takeBack(`o${i}`, how, some),
  ),
);

export const refundOrder = fc.tuple(id, fc.integer({ min: 1, max: 20 })).map(([i, amount]) =>
  command(
    `refund ${amount} of o${i}`,
    (store) => store.post(`/orders/o${i}/refunds`, { amount }),
    (model) => model.refund(`o${i}`, amount),
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

import fc from 'fast-check';
import { lapseOrder, lapseTransfer } from '../../support/lapse';
import { Action, chosen, lines, Market, pick, some } from './action';

const refund = some(
  fc.oneof(
    fc.constantFrom('full' as const, 'none' as const),
    fc.record({ amount: fc.integer({ min: 1, max: 30 }) }),
  ),
);
const back = fc.record({ refund, restock: some(fc.boolean()) });

/** Something that happens to an order that was placed. */
function toOrder(kind: string, path: string, body: fc.Arbitrary<object | undefined>): fc.Arbitrary<Action> {
  return fc.tuple(pick, body).map(
    ([at, sent]) =>
      ({
        kind,
        act: async ({ store, orders }: Market) => {
          const id = chosen(orders, at);
          return id && (await store.post(`/orders/${id}/${path}`, sent)).status;
        },
      }) as Action,
  );
}

const nothing = fc.constant(undefined);
const withLines = fc.tuple(lines, back).map(([content, options]) => ({ ...options, lines: content }));
const amount = fc.record({ amount: fc.integer({ min: 1, max: 60 }) });

const orderLapses = pick.map((at): Action => ({
  kind: 'an authorised order lapses',
  act: async ({ store, redis, orders }) => {
    const id = chosen(orders, at);
    const { body } = id ? await store.get(`/orders/${id}`) : { body: {} };
    if (body.state !== 'authorised') return undefined;
    await lapseOrder(redis, store.name, id!);
    return 200;
  },
}));

/** One that an order has adopted lapses with the order alone. */
const transferLapses = pick.map((at): Action => ({
  kind: 'a pending transfer lapses',
  act: async ({ store, redis, orders, transfers }) => {
    const id = chosen(transfers, at);
    const adopted = await Promise.all(orders.map(async (one) => (await store.get(`/orders/${one}`)).body));
    if (!id || adopted.some(({ payment }) => payment?.transferId === id)) return undefined;
    return (await lapseTransfer(redis, store.name, id)) ? 200 : undefined;
  },
}));

export const afterSale = [
  toOrder('capture', 'capture', nothing),
  toOrder('capture', 'capture', nothing),
  toOrder('fulfil', 'fulfil', nothing),
  toOrder('cancel', 'cancel', back),
  toOrder('fulfilment of a part', 'fulfilments', fc.record({ lines })),
  toOrder('fulfilment of a part', 'fulfilments', fc.record({ lines })),
  toOrder('cancellation of a part', 'cancellations', withLines),
  toOrder('return', 'returns', withLines),
  toOrder('return', 'returns', withLines),
  toOrder('refund', 'refunds', amount),
  orderLapses,
  transferLapses,
];

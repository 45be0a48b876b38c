import fc from 'fast-check';
import { lapseOrder } from '../../support/lapse';
import { Action, callsOne, chosen, lines, pick, some } from './action';

const refund = some(
  fc.oneof(
    fc.constantFrom('full' as const, 'none' as const),
    fc.record({ amount: fc.integer({ min: 1, max: 30 }) }),
  ),
);
const back = fc.record({ refund, restock: some(fc.boolean()) });

/** Something that happens to an order that was placed. */
function toOrder(kind: string, path: string, body: fc.Arbitrary<object | undefined>): fc.Arbitrary<Action> {
  return fc
    .tuple(pick, body)
    .map(([at, sent]) =>
      callsOne(kind, 'orders', at, ({ store }, id) => store.post(`/orders/${id}/${path}`, sent)),
    );
}

const captures = pick.map((at) =>
  callsOne('capture', 'orders', at, async ({ store, captured }, id) => {
    const answer = await store.post(`/orders/${id}/capture`);
    if (answer.status === 200) captured.add(id);
    return answer;
  }),
);

const nothing = fc.constant(undefined);
const withLines = fc.tuple(lines, back).map(([content, options]) => ({ ...options, lines: content }));
const amount = fc.record({ amount: fc.integer({ min: 1, max: 60 }) });

const lapses = pick.map((at): Action => ({
  kind: 'an authorised order lapses',
  act: async ({ store, redis, orders }) => {
    const id = chosen(orders, at);
    const { body } = id ? await store.get(`/orders/${id}`) : { body: {} };
    if (body.state !== 'authorised') return undefined;
    await lapseOrder(redis, store.name, id!);
    return 200;
  },
}));

const sweeps = fc.constant<Action>({
  kind: 'sweep of orders',
  act: async ({ sweepOrders }) => {
    await sweepOrders();
    return 200;
  },
});

export const afterSale = [
  ...[captures, captures, lapses, lapses, sweeps],
  toOrder('fulfil', 'fulfil', nothing),
  toOrder('cancel', 'cancel', back),
  toOrder('fulfilment of a part', 'fulfilments', fc.record({ lines })),
  toOrder('fulfilment of a part', 'fulfilments', fc.record({ lines })),
  toOrder('cancellation of a part', 'cancellations', withLines),
  toOrder('return', 'returns', withLines),
  toOrder('return', 'returns', withLines),
  toOrder('refund', 'refunds', amount),
];

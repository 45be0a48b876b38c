import fc from 'fast-check';
import { lapseOrder } from '../../support/lapse';
import { Action, among, callsOne, chosen, lines, pick, some } from './action';

const refund = some(
  fc.oneof(
    fc.constantFrom('full' as const, 'none' as const),
    fc.record({ amount: fc.integer({ min: 1, max: 30 }) }),
  ),
);
const back = fc.record({ refund, restock: some(fc.boolean()) });

type Sent = object & {
  lines?: { sku: string; quantity: number }[];
};

/** Something that happens to an order that was placed, and succeeds in these of its states alone. */
function toOrder(
  kind: string,
  path: string,
  body: fc.Arbitrary<Sent | undefined>,
  states: string[],
): fc.Arbitrary<Action> {
  const act = (sent: Sent | undefined): Parameters<typeof callsOne>[3] =>
    function send({ store }, id, one) {
      const about = sent?.lines && { lines: among(one, sent.lines) };
      return store.post(`/orders/${id}/${path}`, sent && { ...sent, ...about });
    };
  return fc.tuple(pick, body).map(([at, sent]) => callsOne(kind, 'orders', at, act(sent), states));
}

const captures = pick.map((at) =>
  callsOne(
    'capture',
    'orders',
    at,
    async ({ store, captured }, id) => {
      const answer = await store.post(`/orders/${id}/capture`);
      if (answer.status === 200) captured.add(id);
      return answer;
    },
    ['authorised'],
  ),
);

const OPEN = ['placed', 'partially_fulfilled'];
const SENT = ['partially_fulfilled', 'fulfilled'];
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
  toOrder('fulfil', 'fulfil', nothing, OPEN),
  toOrder('cancel', 'cancel', back, OPEN),
  toOrder('fulfilment of a part', 'fulfilments', fc.record({ lines }), OPEN),
  toOrder('fulfilment of a part', 'fulfilments', fc.record({ lines }), OPEN),
  toOrder('cancellation of a part', 'cancellations', withLines, OPEN),
  toOrder('return', 'returns', withLines, SENT),
  toOrder('return', 'returns', withLines, SENT),
  toOrder('refund', 'refunds', amount, [...OPEN, ...SENT]),
];

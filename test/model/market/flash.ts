import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { lapseWait } from '../../support/lapse';
import { Action, calls, callsOne, chosen, customer, IN_CAMPAIGN, pick, sku, some, units } from './action';

const limit = (min: number, max: number) => some(fc.integer({ min, max }));

const campaigns = fc
  .record({ perOwner: limit(8, 30), perOperation: limit(2, 9), total: limit(20, 60) })
  .map((limits) =>
    calls('campaign', ({ store }) => store.put('/campaigns/drop', { skus: [IN_CAMPAIGN], ...limits })),
  );
const ends = fc.constant(calls('end of a campaign', ({ store }) => store.delete('/campaigns/drop')));

const waits = fc.tuple(sku, units, fc.boolean(), customer).map(([one, quantity, takesLess, ownerId]) =>
  calls('wait', async ({ store, waits: known }) => {
    const id = randomUUID();
    const atLeast = takesLess ? 1 : undefined;
    const times = { holdSeconds: 600, waitSeconds: 600 };
    const answer = await store.post('/inventory/waits', {
      id,
      sku: one,
      quantity,
      atLeast,
      ownerId,
      ...times,
    });
    if (answer.status === 201) known.push(id);
    return answer;
  }),
);
const givesUp = pick.map((at) =>
  callsOne('end of a wait', 'waits', at, ({ store }, id) => store.post(`/inventory/waits/${id}/cancel`), [
    'waiting',
  ]),
);
const lapses = pick.map((at): Action => ({
  kind: 'a wait lapses',
  act: async ({ store, redis, waits: known, lapsedWaits }) => {
    const id = chosen(known, at);
    const { body } = id ? await store.get(`/inventory/waits/${id}`) : { body: {} };
    if (body.state !== 'waiting') return undefined;
    await lapseWait(redis, store.name, id!);
    lapsedWaits.add(id!);
    return 200;
  },
}));
const keeps = fc
  .tuple(sku, fc.nat(3))
  .map(([one, safetyStock]) =>
    calls('safety stock', ({ store }) => store.put(`/inventory/items/${one}/policy`, { safetyStock })),
  );
const sweeps = fc.constant(
  calls('sweep of stock', async ({ store, lapsedWaits }) => {
    const answer = await store.post('/inventory/sweeper/runs');
    lapsedWaits.clear();
    return answer;
  }),
);

export const flashActions = [
  campaigns,
  campaigns,
  ends,
  waits,
  waits,
  waits,
  givesUp,
  lapses,
  lapses,
  keeps,
  sweeps,
];

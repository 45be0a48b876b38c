import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { lapse } from '../../support/lapse';
import {
  Action,
  among,
  calls,
  callsOne,
  chosen,
  count,
  customer,
  lines,
  pick,
  price,
  sku,
  SKUS,
  units,
} from './action';

const receives = fc
  .tuple(sku, units)
  .map(([one, delta]) =>
    calls('receipt', ({ store }) =>
      store.post(`/inventory/items/${one}/adjustments`, { delta, reason: 'received' }),
    ),
  );
const counts = fc
  .tuple(sku, fc.nat(8), fc.constantFrom('newest', 'oldest'))
  .map(([one, setTo, evict]) =>
    calls('count that evicts', ({ store }) =>
      store.post(`/inventory/items/${one}/adjustments`, { setTo, evict, reason: 'correction' }),
    ),
  );
const prices = fc.tuple(price, price).map(([first, second]) =>
  calls('prices', ({ store }) => {
    const items = [first, second].map((unitPrice, i) => ({ sku: SKUS[i], unitPrice }));
    return store.put('/prices/batch', { items });
  }),
);
const deducts = fc.tuple(sku, units, customer).map(([one, quantity, ownerId]): Action => ({
  kind: 'deduction',
  act: async (market) => {
    const id = randomUUID();
    const body = { id, quantity, ownerId };
    const { status } = await market.store.post(`/inventory/items/${one}/deductions`, body);
    if (status === 201) {
      market.deductions.push(`${one}/deductions/${id}`);
      count(market, [{ sku: one, quantity }]);
    }
    return status;
  },
}));
const reverses = fc.tuple(pick, units).map(([at, quantity]): Action => ({
  kind: 'reversal of a part',
  act: async (market) => {
    const deduction = chosen(market.deductions, at);
    if (!deduction) return undefined;
    const { status } = await market.store.post(`/inventory/items/${deduction}/reversal`, { quantity });
    if (status === 201) count(market, [{ sku: deduction.split('/')[0]!, quantity }], -1);
    return status;
  },
}));

const reserves = fc
  .tuple(lines, customer)
  .map(([content, ownerId]) =>
    calls('reservation', ({ store }) =>
      store.post('/inventory/reservations', { ownerId, lines: content, ttlSeconds: 600 }),
    ),
  );
const commits = fc.tuple(pick, lines, fc.constantFrom('keep', 'release')).map(([at, content, remainder]) =>
  callsOne(
    'commit of a part',
    'reservations',
    at,
    async (market, id, one) => {
      const committed = among(one, content);
      const sent = { lines: committed, remainder };
      const answer = await market.store.post(`/inventory/reservations/${id}/commit`, sent);
      if (answer.status === 200) count(market, committed);
      return answer;
    },
    ['active'],
  ),
);
const cancels = fc
  .tuple(pick, lines)
  .map(([at, content]) =>
    callsOne(
      'cancellation of a part of a reservation',
      'reservations',
      at,
      ({ store }, id, one) =>
        store.post(`/inventory/reservations/${id}/cancel`, { lines: among(one, content) }),
      ['active'],
    ),
  );
const sets = fc
  .tuple(pick, lines)
  .map(([at, content]) =>
    callsOne(
      'other lines',
      'reservations',
      at,
      ({ store }, id) => store.put(`/inventory/reservations/${id}/lines`, { lines: content }),
      ['active'],
    ),
  );
const lapses = pick.map((at): Action => ({
  kind: 'a reservation lapses',
  act: async ({ store, redis, reservations }) => {
    const id = chosen(reservations, at);
    return id && (await lapse(redis, store.name, id)) ? 200 : undefined;
  },
}));

export const stockActions = [
  ...[receives, receives, counts, prices, deducts, reverses],
  ...[reserves, reserves, commits, cancels, sets, lapses],
];

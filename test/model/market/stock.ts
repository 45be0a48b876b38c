import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { lapse } from '../../support/lapse';
import { Action, cart, CARTS, chosen, count, lines, Market, pick, price, sku, SKUS, units } from './action';

const calls = (kind: string, act: (market: Market) => PromiseLike<{ status: number }>): Action => ({
  kind,
  act: async (market) => (await act(market)).status,
});

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
const deducts = fc.tuple(sku, units).map(([one, quantity]): Action => ({
  kind: 'deduction',
  act: async (market) => {
    const id = randomUUID();
    const body = { id, quantity };
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

const reserves = lines.map((content): Action => ({
  kind: 'reservation',
  act: async ({ store, reservations }) => {
    const id = randomUUID();
    const body = { id, lines: content, ttlSeconds: 600 };
    const { status } = await store.post('/inventory/reservations', body);
    if (status === 201) reservations.push(id);
    return status;
  },
}));
function toReservation(kind: string, act: (market: Market, path: string) => PromiseLike<{ status: number }>) {
  return (at: number): Action => ({
    kind,
    act: async (market) => {
      const id = chosen(market.reservations, at);
      return id === undefined ? undefined : (await act(market, `/inventory/reservations/${id}`)).status;
    },
  });
}
const commits = fc.tuple(pick, lines, fc.constantFrom('keep', 'release')).map(([at, content, remainder]) =>
  toReservation('commit of a part', async (market, path) => {
    const answer = await market.store.post(`${path}/commit`, { lines: content, remainder });
    if (answer.status === 200) count(market, content);
    return answer;
  })(at),
);
const cancels = fc
  .tuple(pick, lines)
  .map(([at, content]) =>
    toReservation('cancellation of a part of a reservation', ({ store }, path) =>
      store.post(`${path}/cancel`, { lines: content }),
    )(at),
  );
const sets = fc
  .tuple(pick, lines)
  .map(([at, content]) =>
    toReservation('other lines', ({ store }, path) => store.put(`${path}/lines`, { lines: content }))(at),
  );
const lapses = pick.map((at): Action => ({
  kind: 'a reservation lapses',
  act: async ({ store, redis, reservations }) => {
    const id = chosen(reservations, at);
    return id && (await lapse(redis, store.name, id)) ? 200 : undefined;
  },
}));

const adds = fc
  .tuple(cart, sku, units)
  .map(([id, one, quantity]) =>
    calls('line of a cart', ({ store }) => store.post(`/carts/${id}/lines`, { sku: one, quantity })),
  );
const holds = fc
  .tuple(cart, fc.boolean())
  .map(([id, freezePrices]) =>
    calls('hold of a cart', ({ store }) =>
      store.post(`/carts/${id}/hold`, { ttlSeconds: 600, freezePrices }),
    ),
  );
const removes = fc
  .tuple(cart, sku)
  .map(([id, one]) =>
    calls('units less in a cart', ({ store }) =>
      store.post(`/carts/${id}/lines/${one}/removals`, { quantity: 1 }),
    ),
  );
const clears = cart.map((id) => calls('clearing of a cart', ({ store }) => store.delete(`/carts/${id}`)));
const merges = fc
  .tuple(fc.shuffledSubarray(CARTS, { minLength: 2, maxLength: 2 }), fc.constantFrom('sum', 'max', 'keep'))
  .map(([[into, from], strategy]) =>
    calls('merge', ({ store }) => store.post(`/carts/${into}/merge`, { from, strategy })),
  );

/** The hold of a cart comes to its end. */
const holdLapses = cart.map((id): Action => ({
  kind: 'the hold of a cart lapses',
  act: async ({ store, redis }) => {
    const { hold } = (await store.get(`/carts/${id}`)).body;
    return hold && (await lapse(redis, store.name, hold.reservationId)) ? 200 : undefined;
  },
}));

export const stockActions = [
  ...[receives, receives, counts, prices, deducts, reverses],
  ...[reserves, reserves, commits, cancels, sets, lapses],
];
export const cartActions = [adds, adds, adds, holds, holds, removes, clears, merges, holdLapses];

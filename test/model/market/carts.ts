import fc from 'fast-check';
import { lapse } from '../../support/lapse';
import { Action, calls, cart, CARTS, customer, sku, units } from './action';

const adds = fc
  .tuple(cart, sku, units)
  .map(([id, one, quantity]) =>
    calls('line of a cart', ({ store }) => store.post(`/carts/${id}/lines`, { sku: one, quantity })),
  );
const holds = fc
  .tuple(cart, fc.boolean(), customer)
  .map(([id, freezePrices, ownerId]) =>
    calls('hold of a cart', ({ store }) =>
      store.post(`/carts/${id}/hold`, { ttlSeconds: 600, freezePrices, ownerId }),
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

export const cartActions = [adds, adds, adds, holds, holds, removes, clears, merges, holdLapses];

import fc from 'fast-check';
import { Strategy, holdOf } from './campaign-carts';
import {
  CARTS,
  command,
  linesOf,
  maybeOwner,
  noteMove,
  oneOf,
  owner,
  sku,
  ttlSeconds,
  units,
} from './command';

const cart = fc.constantFrom(...CARTS);

const add = fc
  .tuple(cart, sku, units)
  .map(([id, name, quantity]) =>
    command(`add ${quantity} ${name} to ${id}`, ({ store, carts }) => [
      () => store.post(`/carts/${id}/lines`, { sku: name, quantity }),
      () => carts.set(id, name, (carts.of(id).get(name) ?? 0) + quantity),
    ]),
  );
const set = fc
  .tuple(cart, sku, fc.nat({ max: 5 }))
  .map(([id, name, quantity]) =>
    command(`set ${name} of ${id} to ${quantity}`, ({ store, carts }) => [
      () => store.put(`/carts/${id}/lines/${name}`, { quantity }),
      () => carts.set(id, name, quantity),
    ]),
  );
const clear = cart.map((id) =>
  command(`clear ${id}`, ({ store, carts }) => [() => store.delete(`/carts/${id}`), () => carts.clear(id)]),
);
const hold = fc
  .tuple(cart, maybeOwner, ttlSeconds)
  .map(([id, whose, ttl]) =>
    command(`hold ${id} for ${whose} and ${ttl} s`, ({ store, carts }) => [
      () => store.post(`/carts/${id}/hold`, { ttlSeconds: ttl, ownerId: whose ?? undefined }),
      () => carts.hold(id, whose, ttl),
    ]),
  );
const giveUp = cart.map((id) =>
  command(`cancel a unit of the hold of ${id}`, ({ store, model, carts }) => {
    if (!model.holders.has(holdOf(id))) return undefined;
    const part = oneOf(model, holdOf(id));
    const ask = async () => {
      const { reservationId } = (await store.get(`/carts/${id}`).expect(200)).body.hold;
      return store.post(`/inventory/reservations/${reservationId}/cancel`, { lines: linesOf(part) });
    };
    return [ask, () => carts.giveUp(id, part)];
  }),
);
const merge = fc.tuple(cart, fc.constantFrom<Strategy>('sum', 'max', 'keep')).map(([id, strategy]) =>
  command(`merge into ${id} by ${strategy}`, ({ store, model, carts, seen }) => {
    const from = CARTS.find((other) => other !== id)!;
    const held = (one: string): boolean => model.holders.has(holdOf(one));
    const before = `${held(id) ? 'held' : 'free'} and ${held(from) ? 'held' : 'free'}`;
    const foresee = () => {
      const verdict = carts.merge(id, from, strategy);
      seen.add(`merge: ${before}, then ${held(id) ? 'held' : 'free'}`);
      return verdict;
    };
    return [() => store.post(`/carts/${id}/merge`, { from, strategy }), foresee];
  }),
);
const checkOut = fc.tuple(cart, owner).map(([cartId, customerId]) =>
  command(`checkout of ${cartId} by ${customerId}`, (shop) => {
    const id = `o${shop.ids++}`;
    noteMove(shop, holdOf(cartId), customerId);
    return [
      () => shop.store.post(`/carts/${cartId}/checkout`, { orderId: id, customerId }),
      () => shop.carts.checkOut(cartId, id, customerId),
    ];
  }),
);

// A command that stands here more often is drawn more often.
export const cartCommands = [
  ...[add, add, add, add, set, hold, hold, hold, hold, hold, hold, hold, merge, merge, merge],
  ...[giveUp, clear, checkOut, checkOut, checkOut],
];

import fc from 'fast-check';
import { cart, command, line, sku } from './store-command';

export const add = fc.tuple(cart, line).map(([c, l]) =>
  command(
    `${c} add ${l.quantity} ${l.sku}`,
    (store) => store.post(`/carts/${c}/lines`, l),
    (model) => model.addLine(c, l.sku, l.quantity),
  ),
);

export const set = fc.tuple(cart, sku, fc.nat({ max: 6 })).map(([c, s, n]) =>
  command(
    `${c} set ${s} ${n}`,
    (store) => store.put(`/carts/${c}/lines/${s}`, { quantity: n }),
    (model) => model.setLine(c, s, n),
  ),
);

export const remove = fc.tuple(cart, line).map(([c, l]) =>
  command(
    `${c} remove ${l.quantity} ${l.sku}`,
    (store) => store.post(`/carts/${c}/lines/${l.sku}/removals`, { quantity: l.quantity }),
    (model) => model.removeUnits(c, l.sku, l.quantity),
  ),
);

export const clear = cart.map((c) =>
  command(
    `${c} clear`,
    (store) => store.delete(`/carts/${c}`),
    (model) => model.clear(c),
  ),
);

export const merge = fc
  .tuple(cart, fc.constantFrom('sum' as const, 'max' as const, 'keep' as const))
  .map(([c, strategy]) => {
    const from = c === 'c1' ? 'c2' : 'c1';
    return command(
      `merge ${from} into ${c} by ${strategy}`,
      (store) => store.post(`/carts/${c}/merge`, { from, strategy }),
      (model) => model.merge(c, from, strategy),
    );
  });

import fc from 'fast-check';
import { lapse } from '../support/lapse';
import { Command, command, id, line, lines, sku } from './store-command';
import { compare } from './store-comparison';

export const adjust = fc.tuple(sku, fc.integer({ min: 1, max: 9 })).map(([s, delta]) =>
  command(
    `adjust ${s} ${delta}`,
    (store) => store.post(`/inventory/items/${s}/adjustments`, { delta, reason: 'received' }),
    (model) => ({ ...model.inventory.adjust(s, { delta }), codes: [] }),
  ),
);

export const deduct = fc.tuple(id, line).map(([i, l]) =>
  command(
    `deduct d${i} ${l.quantity} ${l.sku}`,
    (store) => store.post(`/inventory/items/${l.sku}/deductions`, { quantity: l.quantity, id: `d${i}` }),
    (model) => {
      const { status, code } = model.inventory.deduct(`d${i}`, l);
      return { status, codes: code ? [code] : [] };
    },
  ),
);

export const reserve = fc.tuple(id, lines).map(([i, wanted]) =>
  command(
    `reserve h${i} ${JSON.stringify(wanted)}`,
    (store) => store.post('/inventory/reservations', { lines: wanted, ttlSeconds: 1000, id: `h${i}` }),
    (model) => {
      const { status, code, codes } = model.inventory.reserve(`h${i}`, wanted);
      return { status, codes: codes ?? (code ? [code] : []) };
    },
  ),
);

export const finish = fc.tuple(id, fc.constantFrom('commit' as const, 'cancel' as const)).map(([i, how]) =>
  command(
    `${how} h${i}`,
    (store) => store.post(`/inventory/reservations/h${i}/${how}`),
    (model) => {
      const { status, code } = model.inventory.finish(`h${i}`, how);
      return { status, codes: code ? [code] : [] };
    },
  ),
);

export const lapses = id.map((i): Command => ({
  check: (model) => model.inventory.reservations.get(`h${i}`)?.state === 'active',
  toString: () => `h${i} lapses`,
  async run(model, { store, redis }) {
    expect(await lapse(redis, store.name, `h${i}`)).toBe(true);
    model.inventory.lapse(`h${i}`);
    await compare(model, store);
  },
}));

export const price = fc.tuple(sku, fc.nat({ max: 20 })).map(([s, unitPrice]) =>
  command(
    `price ${s} ${unitPrice}`,
    (store) => store.put(`/prices/${s}`, { unitPrice }),
    (model) => {
      const status = model.prices.has(s) ? 200 : 201;
      model.prices.set(s, unitPrice);
      return { status, codes: [] };
    },
  ),
);

export const unprice = sku.map((s) =>
  command(
    `no price for ${s}`,
    (store) => store.delete(`/prices/${s}`),
    (model) =>
      model.prices.delete(s) ? { status: 200, codes: [] } : { status: 404, codes: ['PRICE_NOT_FOUND'] },
  ),
);

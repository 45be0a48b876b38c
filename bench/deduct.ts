import { restBench } from './support/rest';

/** The flash sale: everybody wants the same thing. */
export const run = restBench({
  title: 'A deduction over REST, against a bare route',
  text: '`POST …/inventory/items/{sku}/deductions` of one unit, all of one SKU.',
  request: {
    method: 'POST',
    path: '/v1/stores/main/inventory/items/SKU-0/deductions',
    body: { quantity: 1 },
  },
  fill: (store) => store.stock(1),
  goal: 0.75,
});

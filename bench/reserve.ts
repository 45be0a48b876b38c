import { restBench } from './support/rest';

export const run = restBench({
  title: 'A reservation over REST, against a bare route',
  text: '`POST …/inventory/reservations` of 3 lines, always the same three SKUs.',
  request: {
    method: 'POST',
    path: '/v1/stores/main/inventory/reservations',
    body: { lines: [0, 1, 2].map((i) => ({ sku: `SKU-${i}`, quantity: 1 })), ttlSeconds: 900 },
  },
  fill: (store) => store.stock(3),
});

import { restBench } from './support/rest';

export const run = restBench({
  title: 'Reading a SKU over REST, against a bare route',
  text: '`GET …/inventory/items/{sku}`, any of 1 000 SKUs.',
  request: { method: 'GET', path: '/v1/stores/main/inventory/items/{sku}', skus: 1_000 },
  fill: (store) => store.stock(1_000),
});

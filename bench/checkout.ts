import { restBench } from './support/rest';

const LINES = 5;
/** More than any service checks out in a second; a request for a cart that is not there would fail the bench. */
const CARTS_PER_SECOND = 20_000;

export const run = restBench({
  title: 'A checkout over REST, against a bare route',
  text:
    `\`POST …/carts/{id}/checkout\` of ${LINES} lines, paid through the ledger. Each checkout takes a cart of its own: ` +
    `before each turn the service fills one, and ${CARTS_PER_SECOND / 1000} thousand a second are copied from it in Redis.`,
  request: {
    method: 'POST',
    path: '/v1/stores/main/carts/{n}/checkout',
    body: { customerId: 'ann', payment: { from: 'ann', to: 'shop' } },
  },
  fill: async (store, seconds) => {
    await store.stock(LINES);
    await store.accounts();
    await store.carts(Math.ceil(CARTS_PER_SECOND * seconds), LINES);
  },
});

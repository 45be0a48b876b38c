import { restBench } from './support/rest';

export const run = restBench({
  title: 'A transfer over REST, against a bare route',
  text: '`POST …/ledger/transfers` between two accounts, always the same.',
  request: {
    method: 'POST',
    path: '/v1/stores/main/ledger/transfers',
    body: { from: 'ann', to: 'shop', amount: 1 },
  },
  fill: (store) => store.accounts(),
});

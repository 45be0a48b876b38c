import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { lapseTransfer } from '../../support/lapse';
import { Action, calls, callsOne, chosen, Market, PAYEES, pick } from './action';

const payee = fc.constantFrom(...PAYEES);
const amount = fc.integer({ min: 1, max: 99 });
const PENDING = { pending: { ttlSeconds: 600 } };

async function made({ store, transfers }: Market, body: { id: string }): Promise<{ status: number }> {
  const answer = await store.post('/ledger/transfers', body);
  if (answer.status === 201) transfers.push(body.id);
  return answer;
}

const pays = fc
  .tuple(payee, amount)
  .map(([to, sum]) =>
    calls('transfer', (market) => made(market, { id: randomUUID(), from: 'ann', to, amount: sum } as never)),
  );
/** Some pending transfer that an order may adopt: of the amount of one that somebody might place. */
const holds = fc
  .tuple(payee, amount)
  .map(([to, sum]) =>
    calls('pending transfer', (market) =>
      made(market, { id: randomUUID(), from: 'ann', to, amount: sum, ...PENDING } as never),
    ),
  );
const ends = fc
  .tuple(pick, fc.constantFrom('post', 'void', 'reverse'))
  .map(([at, verb]) =>
    callsOne(
      `${verb} of a transfer`,
      'transfers',
      at,
      ({ store }, id) => store.post(`/ledger/transfers/${id}/${verb}`),
      [verb === 'reverse' ? 'posted' : 'pending'],
    ),
  );

const groups = fc.tuple(amount, amount).map(([first, second]) =>
  calls('group of transfers', async ({ store, groups: known }) => {
    const group = randomUUID();
    const [one, other] = PAYEES;
    const transfers = [
      { from: 'ann', to: one, amount: first, ...PENDING },
      { from: 'ann', to: other, amount: second, ...PENDING },
    ];
    const answer = await store.post('/ledger/transfers/batch', { mode: 'atomic', group, transfers });
    if (answer.status === 200 && answer.body.results[0].status === 201) known.push(group);
    return answer;
  }),
);
const groupEnds = fc
  .tuple(pick, fc.constantFrom('post', 'void', 'reverse'))
  .map(([at, verb]) =>
    callsOne(`${verb} of a group`, 'groups', at, ({ store }, id) =>
      store.post(`/ledger/groups/${id}/${verb}`),
    ),
  );

/** One that an order has adopted lapses with the order alone. */
const lapses = pick.map((at): Action => ({
  kind: 'a pending transfer lapses',
  act: async ({ store, redis, orders, transfers }) => {
    const id = chosen(transfers, at);
    const adopted = await Promise.all(orders.map(async (one) => (await store.get(`/orders/${one}`)).body));
    if (!id || adopted.some(({ payment }) => payment?.transferId === id)) return undefined;
    return (await lapseTransfer(redis, store.name, id)) ? 200 : undefined;
  },
}));

const freezes = fc
  .constantFrom('freeze', 'unfreeze', 'unfreeze')
  .map((verb) => calls(verb, ({ store }) => store.post(`/ledger/accounts/platform/${verb}`)));
const sweeps = fc.constant(calls('sweep of transfers', ({ store }) => store.post('/ledger/sweeper/runs')));

export const moneyActions = [
  pays,
  holds,
  holds,
  ends,
  ends,
  ends,
  groups,
  groups,
  groupEnds,
  groupEnds,
  groupEnds,
  lapses,
  lapses,
  freezes,
  sweeps,
];

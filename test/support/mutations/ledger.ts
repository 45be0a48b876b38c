import { StoreCalls } from '../house';
import { metadata, Mutation } from './mutation';

const TRANSFERS = '/ledger/transfers';
const notes = { reference: 'invoice 12', metadata };

async function funded(store: StoreCalls): Promise<void> {
  const limits = { perTransfer: 400, daily: 900 };
  await store.put('/ledger/accounts/ann', { limits, metadata }).expect(201);
  await store.fund('bob', 0);
  await store.post(TRANSFERS, { from: '@world', to: 'ann', amount: 1000 }).expect(201);
}

const moved = (more: object) => async (store: StoreCalls) => {
  await funded(store);
  await store.post(TRANSFERS, { id: 't', from: 'ann', to: 'bob', amount: 50, ...notes, ...more }).expect(201);
};
const posted = moved({});
const pending = moved({ pending: { ttlSeconds: 600 } });

const change = (id: string, to: string) => (store: StoreCalls) =>
  store.post(`/ledger/accounts/${id}/${to}`).expect(200);

const frozen = async (store: StoreCalls): Promise<void> => {
  await funded(store);
  await change('ann', 'freeze')(store);
};

const batch = {
  transfers: [
    { from: 'ann', to: 'bob', amount: 5, ...notes },
    { from: 'bob', to: 'ann', amount: 900 },
    { from: 'ann', to: 'bob', amount: 6, pending: { ttlSeconds: 60 } },
    { from: 'bob', to: 'ann', amount: 1, metadata: { b: 1, a: 2 } },
  ],
};

const accounts: Mutation[] = [
  {
    operation: 'putAccount',
    path: '/ledger/accounts/cid',
    body: {
      overdraft: 10,
      limits: { perTransfer: 5, daily: 9, rolling: [{ hours: 1, count: 2 }] },
      metadata,
    },
    after: change('cid', 'freeze'),
  },
  {
    operation: 'putAccount',
    when: 'replaces settings',
    path: '/ledger/accounts/ann',
    body: { limits: { daily: 1 }, overdraft: 2, metadata },
    before: funded,
    after: change('ann', 'freeze'),
  },
  {
    operation: 'patchAccount',
    path: '/ledger/accounts/ann',
    body: {
      limits: { daily: null, rolling: [{ hours: 24, amount: 500 }] },
      overdraft: 2,
      metadata: { more: [1] },
      balance: 1000,
    },
    before: funded,
    after: change('ann', 'freeze'),
  },
  {
    operation: 'freezeAccount',
    path: '/ledger/accounts/ann/freeze',
    before: posted,
    after: change('ann', 'unfreeze'),
  },
  {
    operation: 'unfreezeAccount',
    path: '/ledger/accounts/ann/unfreeze',
    before: frozen,
    after: change('ann', 'freeze'),
  },
  { operation: 'closeAccount', path: '/ledger/accounts/bob/close', before: funded },
];

const transfers: Mutation[] = [
  {
    operation: 'transfer',
    path: TRANSFERS,
    body: { from: 'ann', to: 'bob', amount: 7, ...notes },
    before: funded,
    after: change('ann', 'freeze'),
  },
  {
    operation: 'transfer',
    when: 'of a sender without limits',
    path: TRANSFERS,
    body: { from: '@world', to: 'bob', amount: 7, metadata },
    before: funded,
    after: change('bob', 'freeze'),
  },
  {
    operation: 'transfer',
    when: 'without notes',
    path: TRANSFERS,
    body: { id: 'mine', from: 'ann', to: 'bob', amount: 7 },
    before: funded,
    after: (store) => store.post(`${TRANSFERS}/mine/reverse`, { amount: 2 }).expect(201),
  },
  {
    operation: 'transfer',
    when: 'holds it',
    path: TRANSFERS,
    body: { from: 'ann', to: 'bob', amount: 7, pending: { ttlSeconds: 60 }, ...notes },
    before: funded,
    after: (store, { id }) => store.post(`${TRANSFERS}/${id}/void`).expect(200),
  },
  {
    operation: 'transfer',
    when: 'takes what is available',
    path: TRANSFERS,
    body: { from: 'ann', to: 'bob', amount: { upTo: 350 } },
    before: async (store) => {
      await funded(store);
      await store.post(TRANSFERS, { from: 'ann', to: '@world', amount: 400 }).expect(201);
      await store.post(TRANSFERS, { from: 'ann', to: '@world', amount: 300 }).expect(201);
      await store.patch('/ledger/accounts/ann', { limits: null }).expect(200);
    },
    after: (store) => store.post(TRANSFERS, { from: '@world', to: 'ann', amount: 50 }).expect(201),
  },
  ...['atomic', 'independent'].map((mode) => ({
    operation: 'transferBatch',
    when: mode,
    path: `${TRANSFERS}/batch`,
    body: { mode, transfers: batch.transfers.filter(({ amount }) => mode !== 'atomic' || amount < 900) },
    before: funded,
    after: change('ann', 'freeze'),
  })),
];

const steps: Mutation[] = [
  {
    operation: 'postTransfer',
    path: `${TRANSFERS}/t/post`,
    body: { amount: 20 },
    before: pending,
    after: (store) => store.post(`${TRANSFERS}/t/reverse`, { amount: 3 }).expect(201),
  },
  {
    operation: 'voidTransfer',
    path: `${TRANSFERS}/t/void`,
    before: pending,
    after: change('ann', 'freeze'),
  },
  {
    operation: 'reverseTransfer',
    path: `${TRANSFERS}/t/reverse`,
    body: { amount: 20, ...notes },
    before: posted,
    after: (store) => store.post(`${TRANSFERS}/t/reverse`, {}).expect(201),
  },
  {
    operation: 'reverseTransfer',
    when: 'under an id of the caller',
    path: `${TRANSFERS}/t/reverse`,
    body: { id: 'back', amount: 20 },
    before: posted,
    after: (store) => store.post(`${TRANSFERS}/t/reverse`, {}).expect(201),
  },
];

const legs = [
  { id: 't', from: 'ann', to: 'bob', amount: 5, pending: { ttlSeconds: 600 }, ...notes },
  { from: 'ann', to: '@world', amount: 6, pending: { ttlSeconds: 60 } },
];

async function grouped(store: StoreCalls): Promise<void> {
  await funded(store);
  await store.post(`${TRANSFERS}/batch`, { mode: 'atomic', group: 'g', transfers: legs }).expect(200);
}

const endsGroup = (verb: string) => async (store: StoreCalls) => {
  await store.post(`/ledger/groups/g/${verb}`).expect(verb === 'reverse' ? 201 : 200);
};

const postedGroup = async (store: StoreCalls): Promise<void> => {
  await grouped(store);
  await endsGroup('post')(store);
};

const groups: Mutation[] = [
  {
    operation: 'transferBatch',
    when: 'as a group',
    path: `${TRANSFERS}/batch`,
    body: { mode: 'atomic', group: 'g', transfers: legs },
    before: funded,
    after: endsGroup('void'),
  },
  {
    operation: 'postTransferGroup',
    path: '/ledger/groups/g/post',
    before: grouped,
    after: endsGroup('reverse'),
  },
  {
    operation: 'voidTransferGroup',
    path: '/ledger/groups/g/void',
    before: grouped,
    after: change('ann', 'freeze'),
  },
  {
    operation: 'reverseTransferGroup',
    path: '/ledger/groups/g/reverse',
    body: notes,
    before: postedGroup,
    after: change('ann', 'freeze'),
  },
];

export const ledgerMutations: Mutation[] = [...accounts, ...transfers, ...steps, ...groups];

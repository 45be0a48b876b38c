import { Guide } from './guide';

export async function tourOfMoney({ store, call, get, post, put }: Guide): Promise<void> {
  const rolling = [{ hours: 24, amount: 5_000, count: 100 }];
  await put('/ledger/accounts/ann', { limits: { daily: 1_000, rolling }, metadata: { a: null } });
  await call(store.patch('/ledger/accounts/ann', { overdraft: 0, metadata: { b: 1 } }));
  await put('/ledger/accounts/bob', {});
  const move = { from: '@world', to: 'ann', amount: 500 };
  await post('/ledger/transfers', { ...move, reference: 'r', metadata: { b: 1 } });
  await post('/ledger/transfers', {
    id: 't1',
    from: 'ann',
    to: 'bob',
    amount: 5,
    pending: { ttlSeconds: 900 },
  });
  await post('/ledger/transfers', {
    id: 't2',
    from: 'ann',
    to: 'bob',
    amount: 5,
    pending: { ttlSeconds: 900 },
  });
  await post('/ledger/transfers', { id: 't3', from: 'ann', to: 'bob', amount: 5 });
  for (const id of ['t1', 't3']) await get(`/ledger/transfers/${id}`);
  await post('/ledger/transfers/t1/post', { amount: 3 });
  await post('/ledger/transfers/t2/void');
  await post('/ledger/transfers/t3/reverse', { amount: 2 });
  for (const id of ['t1', 't2', 't3', 'none']) await get(`/ledger/transfers/${id}`);
  for (const query of ['', '?limit=1', '?account=ann&state=posted', '?reference=r&from=2026-01-01T00:00Z'])
    await get(`/ledger/transfers${query}`);
  const transfers = [
    { from: 'bob', to: 'ann', amount: 1 },
    { from: 'bob', to: 'ann', amount: 9_999 },
  ];
  for (const mode of ['independent', 'atomic']) await post('/ledger/transfers/batch', { mode, transfers });
  const legs = ['bob', '@world'].map((to) => ({ from: 'ann', to, amount: 2, pending: { ttlSeconds: 60 } }));
  for (const group of ['g1', 'g2']) {
    await post('/ledger/transfers/batch', { mode: 'atomic', group, transfers: legs });
  }
  await get('/ledger/groups/g1');
  for (const end of ['g1/post', 'g1/reverse', 'g2/void']) await post(`/ledger/groups/${end}`);
  for (const id of ['g1', 'g2', 'none']) await get(`/ledger/groups/${id}`);
  for (const verb of ['freeze', 'unfreeze', 'close']) await post(`/ledger/accounts/bob/${verb}`);
  await put('/ledger/accounts/empty', {});
  await post('/ledger/accounts/empty/close');
  for (const path of ['', '?limit=1', '/ann', '/@world', '/none', '/ann?at=2026-01-01T00:00Z'])
    await get(`/ledger/accounts${path}`);
  for (const query of ['', '?limit=1', '?to=2026-01-01T00:00Z'])
    await get(`/ledger/accounts/ann/entries${query}`);
  for (const query of ['', '?format=csv', '?from=2026-01-01T00:00Z'])
    await get(`/ledger/accounts/ann/statement${query}`);
  await get('/ledger/accounts/none/statement');
  for (const format of ['hledger', 'beancount', 'csv']) await get(`/ledger/export?format=${format}`);
  for (const path of ['/ledger/audit', '/ledger/sweeper']) await get(path);
  await post('/ledger/audits', { deep: true });
  await post('/ledger/sweeper/runs');
}

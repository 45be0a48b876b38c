import { days, withAccounts } from '../support/script-cases/ledger';
import { useScriptStore } from '../support/use-script-store';

const the = useScriptStore({ TEE: 1 });
const run = (script: string, args: object) =>
  the.store.run(`ledger/${script}`, { args: { midnights: days(), if_match: '', ...args } });
const settings = { overdraft: 40 };
const send = (amount: number, more: object = {}) =>
  run('transfer', { id: `t${amount}`, from: 'ann', to: 'bob', amount, notes: '{}', ...more });

beforeEach(() => withAccounts(the.store));

describe('available', () => {
  it('is in every answer what a transfer is decided by', async () => {
    // Rolling limits stand behind it, and nothing where there are none.
    await run('put-account', { id: 'ann', ...settings });
    await send(100, { ttl_seconds: 600 });
    expect((await send(441)).slice(0, 4)).toEqual(['INSUFFICIENT_FUNDS', 'ann', '441', '440']);
    expect((await run('put-account', { id: 'ann', ...settings })).at(-2)).toBe('440');
    expect((await run('read-account', { id: 'ann' }))[2]).toBe('440');
    expect((await run('freeze', { id: 'ann' })).at(-2)).toBe('440');
    const list = await run('list-accounts', { cursor: '', limit: 9 });
    expect(list[list.indexOf('ann') + 3]).toBe('440');
  });

  it('is empty for @world, which has no floor', async () => {
    expect((await run('read-account', { id: '@world' }))[2]).toBe('');
    expect((await run('list-accounts', { cursor: '', limit: 1 })).slice(3)).toEqual([
      '@world/USD',
      expect.any(String),
      '0',
      '',
      '',
    ]);
  });
});

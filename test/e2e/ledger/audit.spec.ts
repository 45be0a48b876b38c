import { StoreCalls } from '../../support/house';
import { useLedger } from './use-ledger';

const the = useLedger();

const key = (name: string): string => `ch:{${the.store.name}}:${name}`;

/** Three accounts in two assets, one of them overdrawn, and a pending transfer. */
async function someMoney(): Promise<void> {
  await the.ledger.open('alice', 100, { overdraft: 50 });
  await the.ledger.open('bob');
  await the.ledger.open('erika', 30, { asset: 'EUR' });
  await the.ledger.transfer({ from: 'alice', to: 'bob', amount: 120 }).expect(201);
  await the.ledger
    .transfer({ from: 'bob', to: 'alice', amount: 15, id: 'p', pending: { ttlSeconds: 60 } })
    .expect(201);
}

describe('GET /ledger/audit', () => {
  it('shows for every asset that debits and credits are one', async () => {
    await someMoney();
    expect((await the.store.get('/ledger/audit').expect(200)).body).toEqual({
      balanced: true,
      assets: [
        { asset: 'EUR', debits: 30, credits: 30, accounts: 2 },
        { asset: 'USD', debits: 120, credits: 120, accounts: 3 },
      ],
    });
  });

  it('is balanced in an untouched store, of which @world is the only account', async () => {
    const assets = [{ asset: 'USD', debits: 0, credits: 0, accounts: 1 }];
    expect((await the.store.get('/ledger/audit').expect(200)).body).toEqual({ balanced: true, assets });
    expect((await the.store.post('/ledger/audits', { deep: true }).expect(200)).body).toEqual({
      ...{ balanced: true, assets, accounts: 0, entries: 0, pending: 0 },
      ...{ drift: [], unsettled: [] },
    });
  });

  it('does not know a store that is not there', async () => {
    const nowhere = new StoreCalls(the.house.url, 'nowhere');
    await nowhere.get('/ledger/audit').expect(404);
    await nowhere.post('/ledger/audits', { deep: true }).expect(404);
  });
});

describe('POST /ledger/audits {deep: true}', () => {
  it('adds up every account, entry and pending transfer', async () => {
    await someMoney();
    const { body } = await the.store.post('/ledger/audits', { deep: true }).expect(200);
    expect(body).toMatchObject({
      balanced: true,
      accounts: 5,
      entries: 6,
      pending: 1,
      drift: [],
      unsettled: [],
    });
  });

  it('without deep looks at the totals alone', async () => {
    await someMoney();
    expect((await the.store.post('/ledger/audits').expect(200)).body).toMatchObject({
      balanced: true,
      accounts: 0,
      drift: [],
    });
    await the.store.post('/ledger/audits', { deep: 'yes' }).expect(400);
  });

  it('goes page by page over a history of any length', async () => {
    await the.ledger.open('alice', 5000);
    await the.ledger.open('bob');
    for (let i = 0; i < 7; i++) {
      await the.ledger.batch('atomic', Array(100).fill({ from: 'alice', to: 'bob', amount: 1 })).expect(200);
    }
    const { body } = await the.store.post('/ledger/audits', { deep: true }).expect(200);
    expect(body).toMatchObject({ entries: 1402, drift: [], unsettled: [] });
  });

  const drifted = async (): Promise<string[]> => {
    const { body } = await the.store.post('/ledger/audits', { deep: true }).expect(200);
    return body.drift.map(
      ({ account, asset, field, recorded, actual }: Record<string, unknown>) =>
        `${account} ${asset} ${field} ${recorded} ${actual}`,
    );
  };

  /** Changes a number of an account behind the service's back; 3 is its balance, 7 held, 8 incoming. */
  const tamper = async (id: string, field: number, value: string): Promise<void> => {
    const fields = (await the.house.redis.client.hget(key('accounts'), id))!.split(' ');
    await the.house.redis.client.hset(key('accounts'), id, fields.with(field, value).join(' '));
  };

  it('names a balance that is not the sum of its entries, and the totals that no longer fit', async () => {
    await someMoney();
    await tamper('bob', 3, '121');
    expect(await drifted()).toEqual([
      'bob USD balance 121 120',
      'bob USD balanceAfter 1 0',
      'null USD credits 120 121',
    ]);
  });

  it('names held and incoming that are not the sum of pending transfers', async () => {
    await someMoney();
    await tamper('bob', 7, '16');
    await tamper('alice', 8, '0');
    expect(await drifted()).toEqual(['alice USD incoming 0 15', 'bob USD held 16 15']);
  });

  it('names entries that are missing or were changed', async () => {
    await someMoney();
    await the.house.redis.client.hdel(key('entries'), 'alice/1');
    const changed = [119, 120, Date.now(), 'alice', 'x'];
    await the.house.redis.client.hset(key('entries'), 'bob/1', changed.join(' '));
    expect(await drifted()).toEqual([
      ...['alice USD balance -20 -120', 'alice USD entries 2 1', 'alice USD balanceAfter 1 0'],
      ...['bob USD balance 120 119', 'bob USD balanceAfter 1 0'],
    ]);
  });

  it('names totals that are not those of the accounts', async () => {
    await someMoney();
    await the.house.redis.client.hset(key('ledger_totals'), 'EUR', '30 31 3');
    expect(await drifted()).toEqual(['null EUR credits 31 30', 'null EUR accounts 3 2']);
    expect((await the.store.get('/ledger/audit')).body.balanced).toBe(false);
  });
});

import { House, StoreCalls } from '../../support/house';
import { effectsIn } from '../../support/journal';
import { lapseTransfer } from '../../support/lapse';
import { sleep } from '../../support/time';
import { useLedger } from './use-ledger';

const the = useLedger();
beforeEach(async () => {
  await the.ledger.open('alice', 1000, { limits: { daily: 500 } });
  await the.ledger.open('bob');
});

const hold = (amount: number, id = 'p', ttlSeconds = 60) =>
  the.ledger.transfer({ from: 'alice', to: 'bob', amount, id, pending: { ttlSeconds } });
const lapse = async (id = 'p') =>
  expect(await lapseTransfer(the.house.redis.client, the.store.name, id)).toBe(true);
const types = async (): Promise<string[]> =>
  (await effectsIn(the.house.redis.client, `ch:{${the.store.name}}:journal`)).map(({ type }) => type);

describe('POST /ledger/transfers with pending', () => {
  it('holds the amount: nothing moves, it is no longer available, it counts as used', async () => {
    const { body } = await hold(300).expect(201);
    expect(body).toMatchObject({
      state: 'pending',
      amount: 300,
      postedAmount: 0,
      balances: { from: 1000, to: 0 },
      limit: { daily: 500, used: 300, remaining: 200 },
    });
    expect(Date.parse(body.expiresAt) - Date.parse(body.createdAt)).toBe(60_000);
    expect(await the.ledger.account('alice')).toMatchObject({
      balance: 1000,
      held: 300,
      available: 700,
      usedToday: 300,
    });
    expect(await the.ledger.account('bob')).toMatchObject({ balance: 0, incoming: 300, available: 0 });
    expect(await the.ledger.entries('bob')).toEqual([]);
    await the.ledger.clean();
  });

  it.each([0, 0.5, -1, 2_592_001, '60', null])('refuses %j as ttlSeconds', async (ttlSeconds) => {
    const request = { from: 'alice', to: 'bob', amount: 1, pending: { ttlSeconds } };
    expect((await the.ledger.transfer(request).expect(400)).body.errors[0].pointer).toBe(
      '/pending/ttlSeconds',
    );
  });
});

describe('POST /ledger/transfers/{id}/post', () => {
  it('moves all of it', async () => {
    await hold(300).expect(201);
    const { body } = await the.ledger.end('p', 'post').expect(200);
    expect(body).toMatchObject({
      state: 'posted',
      amount: 300,
      postedAmount: 300,
      balances: { from: 700, to: 300 },
    });
    expect(body.endedAt).toEqual(expect.any(String));
    expect(await the.ledger.account('alice')).toMatchObject({ balance: 700, held: 0, usedToday: 300 });
    expect(await the.ledger.account('bob')).toMatchObject({ balance: 300, incoming: 0 });
    await the.ledger.clean();
  });

  it('moves a part; the rest is available again and given back to the day', async () => {
    await hold(300).expect(201);
    const { body } = await the.ledger.end('p', 'post', { amount: 100 }).expect(200);
    expect(body).toMatchObject({ amount: 300, postedAmount: 100, balances: { from: 900, to: 100 } });
    expect(await the.ledger.account('alice')).toMatchObject({
      balance: 900,
      held: 0,
      available: 900,
      usedToday: 100,
    });
    expect((await the.ledger.entries('alice'))[0]).toMatchObject({ change: -100, balanceAfter: 900 });
  });

  it('refuses more than is pending, and what is no amount', async () => {
    await hold(300).expect(201);
    const { body } = await the.ledger.end('p', 'post', { amount: 301 }).expect(409);
    expect(body).toMatchObject({ code: 'AMOUNT_EXCEEDED', requested: 301, left: 300 });
    for (const amount of [0, -1, 1.5, '1']) await the.ledger.end('p', 'post', { amount }).expect(400);
    expect(await the.ledger.account('alice')).toMatchObject({ held: 300 });
  });

  it('needs no funds and no limit again: both were taken when it was made', async () => {
    await hold(500).expect(201);
    await the.ledger.put('alice', { limits: { daily: 1, perTransfer: 1 } }).expect(200);
    await the.ledger.end('p', 'post').expect(200);
  });
});

describe('POST /ledger/transfers/{id}/void', () => {
  it('releases all of it, and gives it back to the day', async () => {
    await hold(300).expect(201);
    const { body } = await the.ledger.end('p', 'void').expect(200);
    expect(body).toMatchObject({ state: 'voided', postedAmount: 0, balances: { from: 1000, to: 0 } });
    expect(await the.ledger.account('alice')).toMatchObject({ held: 0, available: 1000, usedToday: 0 });
    expect(await the.ledger.account('bob')).toMatchObject({ incoming: 0 });
    await hold(500, 'q').expect(201);
    await the.ledger.clean();
  });
});

describe('a transfer that has ended', () => {
  it.each(['post', 'void'])('by %s can be neither posted nor voided, and names its state', async (verb) => {
    await hold(10).expect(201);
    await the.ledger.end('p', verb).expect(200);
    for (const again of ['post', 'void']) {
      const { body } = await the.ledger.end('p', again).expect(409);
      const state = verb === 'post' ? 'posted' : 'voided';
      expect(body).toMatchObject({ code: 'INVALID_STATE', id: 'p', state });
    }
  });

  it('or was never pending, or never was', async () => {
    await the.ledger.transfer({ from: 'alice', to: 'bob', amount: 1, id: 't' }).expect(201);
    for (const verb of ['post', 'void']) {
      expect((await the.ledger.end('t', verb).expect(409)).body).toMatchObject({
        code: 'INVALID_STATE',
        state: 'posted',
      });
      expect((await the.ledger.end('none', verb).expect(404)).body.code).toBe('TRANSFER_NOT_FOUND');
    }
  });
});

describe('a pending transfer past its deadline, with no sweeper near', () => {
  it('is over for every reader at that moment', async () => {
    const { body } = await hold(300, 'p', 1).expect(201);
    expect((await the.store.get('/ledger/transfers/p')).body.state).toBe('pending');
    await sleep(Date.parse(body.expiresAt) - Date.now() + 5);
    const expired = (await the.store.get('/ledger/transfers/p')).body;
    expect(expired).toMatchObject({ state: 'expired', endedAt: body.expiresAt, postedAmount: 0 });
    const alice = { balance: 1000, held: 0, available: 1000, usedToday: 0 };
    expect(await the.ledger.account('alice')).toMatchObject(alice);
    const { items } = (await the.store.get('/ledger/accounts')).body;
    expect(items).toEqual(expect.arrayContaining([expect.objectContaining({ id: 'alice', ...alice })]));
    await the.store.post('/ledger/sweeper/runs').expect(200);
    expect((await the.store.get('/ledger/transfers/p')).body).toEqual(expired);
    expect(await the.ledger.account('alice')).toMatchObject(alice);
  });

  it('can be neither posted nor voided', async () => {
    await hold(300).expect(201);
    await lapse();
    for (const verb of ['post', 'void']) {
      expect((await the.ledger.end('p', verb).expect(409)).body).toMatchObject({
        code: 'INVALID_STATE',
        state: 'expired',
      });
    }
    await the.ledger.clean();
  });

  it('refuses no transfer for want of the funds that it held', async () => {
    await the.ledger.put('alice').expect(200);
    await hold(1000).expect(201);
    await the.ledger.transfer({ from: 'alice', to: 'bob', amount: 1 }).expect(409);
    await lapse();
    await the.ledger.transfer({ from: 'alice', to: 'bob', amount: 1000 }).expect(201);
    await the.ledger.clean();
  });

  it('refuses none for the day’s limit that it used', async () => {
    await hold(500).expect(201);
    expect((await hold(1, 'q').expect(409)).body).toMatchObject({ code: 'LIMIT_EXCEEDED', used: 500 });
    await lapse();
    expect((await hold(500, 'q').expect(201)).body.limit).toMatchObject({ used: 500, remaining: 0 });
  });

  it('keeps no account from being closed', async () => {
    await hold(10).expect(201);
    await lapse();
    await the.ledger.change('bob', 'close').expect(200);
  });

  it('frees what 250 of them held at once, though one run ends 100 at the most', async () => {
    await the.ledger.put('alice').expect(200);
    const ids = Array.from({ length: 250 }, (_, i) => `p${i}`);
    for (let i = 0; i < 250; i += 50) {
      const each = (id: string) => ({ from: 'alice', to: 'bob', amount: 4, id, pending: { ttlSeconds: 60 } });
      await the.ledger.batch('atomic', ids.slice(i, i + 50).map(each)).expect(200);
    }
    for (const id of ids) await lapse(id);
    expect(await the.ledger.account('alice')).toMatchObject({ held: 0, available: 1000 });
    await the.ledger.transfer({ from: 'alice', to: 'bob', amount: 1000 }).expect(201);
    expect((await types()).filter((type) => type === 'transfer.expired')).toHaveLength(250);
    await the.ledger.clean();
  }, 60_000);
});

describe('the sweeper of pending transfers', () => {
  it('ends what is over and drops what points nowhere; again it finds nothing', async () => {
    await hold(100, 'p').expect(201);
    await hold(100, 'q').expect(201);
    await lapse('p');
    await the.house.redis.client.zadd(
      `ch:{${the.store.name}}:transfer_index`,
      0,
      's/pending/1700000000000/none',
    );
    expect((await the.store.get('/ledger/sweeper')).body).toMatchObject({
      due: 2,
      released: 0,
      lastRunAt: null,
    });
    expect((await the.store.post('/ledger/sweeper/runs').expect(200)).body).toEqual({
      scanned: 2,
      released: 1,
      orphans: 1,
    });
    expect((await the.store.post('/ledger/sweeper/runs').expect(200)).body).toEqual({
      scanned: 0,
      released: 0,
      orphans: 0,
    });
    expect((await the.store.get('/ledger/sweeper')).body).toMatchObject({
      due: 0,
      lagMs: 0,
      released: 1,
      orphans: 1,
    });
    expect(await the.ledger.account('alice')).toMatchObject({ held: 100, usedToday: 100 });
    expect((await types()).slice(-1)).toEqual(['transfer.expired']);
    await the.ledger.clean();
  });

  it('runs by itself, once an interval', async () => {
    const second = await House.open({ SWEEP_INTERVAL_MS: 100 }, the.house.redis);
    await hold(100, 'p', 1).expect(201);
    const released = async (): Promise<number> => (await the.store.get('/ledger/sweeper')).body.released;
    for (let waited = 0; waited < 100 && (await released()) === 0; waited++) await sleep(100);
    expect(await released()).toBe(1);
    await second.close();
  });

  it('does not know a store that is not there', async () => {
    const { body } = await new StoreCalls(the.house.url, 'nowhere').post('/ledger/sweeper/runs').expect(404);
    expect(body.code).toBe('STORE_NOT_FOUND');
  });
});

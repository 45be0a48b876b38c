import { StoreCalls } from '../../support/house';
import { storeKey } from '../../../src/platform/redis/keys';
import { withoutChange } from '../../support/snapshot';
import { lapseTransfer } from '../../support/lapse';
import { useHouse } from '../../support/use-house';
import { LedgerCalls } from './ledger-calls';

const the = useHouse({ SWEEP_INTERVAL_MS: 3_600_000 });

let store: StoreCalls;
let ledger: LedgerCalls;
const LIMITS = { rolling: [{ hours: 24, amount: 1000, count: 4 }] };

beforeEach(async () => {
  store = await the.house.store();
  ledger = new LedgerCalls(store);
  await ledger.open('alice', 9000, { limits: LIMITS });
  await ledger.open('bob', 500);
});

const send = (amount: number, more: object = {}) =>
  ledger.transfer({ from: 'alice', to: 'bob', amount, ...more });
const used = async (): Promise<object[]> =>
  (await store.get('/ledger/accounts/alice').expect(200)).body.usedRolling;
const limits = async (): Promise<object> =>
  (await store.get('/ledger/accounts/alice').expect(200)).body.limits;
const use = (amount: number, count: number, hours = 24): object[] => [{ hours, amount, count }];

/** Makes all that was counted older by so many buckets, and the rules too. */
async function age(buckets: number): Promise<void> {
  const key = storeKey(store.name, 'accounts');
  const record = (await the.house.redis.client.hget(key, 'alice/rolling'))!;
  const older = record
    .replace(/ (\d+)(?=[, ])/, (_, begun: string) => ` ${Number(begun) - buckets * 24 * 60_000}`)
    .replace(
      /(\d+)\*(\d+)\*(\d+),/g,
      (_, n: string, ...rest: string[]) => `${Number(n) - buckets}*${rest[0]}*${rest[1]},`,
    );
  await the.house.redis.client.hset(key, 'alice/rolling', older);
}

describe('a rolling limit', () => {
  it('bounds what goes out by amount, and says when there is room', async () => {
    await send(600).expect(201);
    const { body } = await send(401).expect(409);
    expect(body).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      account: 'alice',
      scope: 'rollingAmount',
      hours: 24,
    });
    expect(body).toMatchObject({ limit: 1000, used: 600, requested: 401 });
    const hours = (Date.parse(body.resetsAt) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(24);
    expect(hours).toBeLessThan(24.41);
    await send(400).expect(201);
    expect(await used()).toEqual(use(1000, 2));
  });

  it('bounds how often it does', async () => {
    for (let i = 0; i < 4; i++) await send(1).expect(201);
    const { body } = await send(1).expect(409);
    expect(body).toMatchObject({ scope: 'rollingCount', hours: 24, limit: 4, used: 4, requested: 1 });
  });

  it('says that it never fits where that is so', async () => {
    expect((await send(1001).expect(409)).body).toMatchObject({ scope: 'rollingAmount', resetsAt: null });
  });

  it('is one of several, and each is asked', async () => {
    const rolling = [{ hours: 1, count: 1 }, { hours: 2, amount: 100 }]; // prettier-ignore
    await ledger.put('alice', { limits: { rolling } }).expect(200);
    expect((await send(101).expect(409)).body).toMatchObject({ scope: 'rollingAmount', hours: 2 });
    await send(10).expect(201);
    expect((await send(10).expect(409)).body).toMatchObject({ scope: 'rollingCount', hours: 1 });
    expect(await limits()).toEqual({ perTransfer: null, daily: null, rolling });
    expect(await used()).toEqual([...use(10, 1, 1), ...use(10, 1, 2)]);
  });

  it('counts a pending transfer from its creation, and not again when it is posted', async () => {
    await send(700, { id: 'p1', pending: { ttlSeconds: 60 } }).expect(201);
    expect(await used()).toEqual(use(700, 1));
    await ledger.end('p1', 'post', { amount: 300 }).expect(200);
    expect(await used()).toEqual(use(300, 1));
  });

  it('gets back what is voided, expires, or is reversed', async () => {
    for (const id of ['p1', 'p2']) await send(100, { id, pending: { ttlSeconds: 9999 } }).expect(201);
    await send(300, { id: 't1' }).expect(201);
    await ledger.end('p1', 'void').expect(200);
    expect(await used()).toEqual(use(400, 2));
    await ledger.end('t1', 'reverse', { amount: 100 }).expect(201);
    expect(await used()).toEqual(use(300, 2));
    await ledger.end('t1', 'reverse').expect(201);
    expect(await used()).toEqual(use(100, 1));
    expect(await lapseTransfer(the.house.redis.client, store.name, 'p2')).toBe(true);
    expect(await used()).toEqual(use(0, 0));
  });

  it('gives nothing back for what went out before it was set, nor more than there is', async () => {
    await ledger.open('carol', 900);
    await ledger.transfer({ id: 'early', from: 'carol', to: 'bob', amount: 200 }).expect(201);
    await new Promise((done) => setTimeout(done, 3));
    await ledger.put('carol', { limits: LIMITS }).expect(200);
    await ledger.transfer({ from: 'carol', to: 'bob', amount: 300 }).expect(201);
    await ledger.end('early', 'reverse').expect(201);
    expect((await store.get('/ledger/accounts/carol')).body.usedRolling).toEqual(use(300, 1));
  });

  it('counts the sixty buckets before the current one, and no more', async () => {
    await send(900, { id: 't1' }).expect(201);
    await age(60);
    expect((await send(101).expect(409)).body).toMatchObject({ used: 900 });
    await age(1);
    expect(await used()).toEqual(use(0, 0));
    await send(1000).expect(201);
  });

  it('holds over the transfers of a batch, and refuses no other', async () => {
    const one = (amount: number, from = 'alice') => ({ from, to: from === 'bob' ? 'alice' : 'bob', amount });
    const { body } = await ledger
      .batch('independent', [one(900), one(101), one(50, 'bob'), one(100)])
      .expect(200);
    expect(body.results.map(({ status }: { status: number }) => status)).toEqual([201, 409, 201, 201]);
    expect(body.results[1].body).toMatchObject({ scope: 'rollingAmount', used: 900, hours: 24 });
    const atomic = await ledger.batch('atomic', [one(1, 'bob'), one(1)]).expect(409);
    expect(atomic.body).toMatchObject({ code: 'LIMIT_EXCEEDED', index: 1 });
    expect(await used()).toEqual(use(1000, 2));
  });

  it('holds for groups, which give back together', async () => {
    const one = (amount: number) => ({ from: 'alice', to: 'bob', amount, pending: { ttlSeconds: 60 } });
    await ledger.group('g1', [one(400), one(500)]).expect(200);
    expect((await ledger.group('g2', [one(101)]).expect(409)).body).toMatchObject({ scope: 'rollingAmount' });
    await ledger.endGroup('g1', 'post').expect(200);
    await ledger.endGroup('g1', 'reverse').expect(201);
    expect(await used()).toEqual(use(0, 0));
  });

  it('refuses what bends to what is available, which is not bent to the limit', async () => {
    await ledger.transfer({ from: 'alice', to: 'bob', amount: { upTo: 1001 } }).expect(409);
    await ledger.transfer({ from: 'alice', to: 'bob', amount: { upTo: 1000 } }).expect(201);
  });

  it('answers a dry run as it would the call, and counts nothing', async () => {
    const try_ = (amount: number) =>
      store.post('/ledger/transfers?dryRun=true', { from: 'alice', to: 'bob', amount });
    await withoutChange(the.house.redis.client, async () => {
      await try_(1000).expect(201);
      expect((await try_(1001).expect(409)).body).toMatchObject({ scope: 'rollingAmount', used: 0 });
    });
    expect(await used()).toEqual(use(0, 0));
  });

  it('is an own limit, so that those of the store do not hold', async () => {
    await store.put('', { currency: 'USD', defaults: { limits: { perTransfer: 5 } } });
    await send(900).expect(201);
    await ledger.transfer({ from: 'bob', to: 'alice', amount: 6 }).expect(409);
  });
});

describe('the settings of rolling limits', () => {
  it('keep what was counted within the same hours, and begin anew with others', async () => {
    await send(600).expect(201);
    await ledger.put('alice', { limits: { rolling: [{ hours: 24, amount: 700 }, { hours: 1, count: 1 }] } }).expect(200); // prettier-ignore
    expect(await used()).toEqual([...use(600, 1), ...use(0, 0, 1)]);
    expect((await send(101).expect(409)).body).toMatchObject({ limit: 700, used: 600 });
  });

  it('go with a PUT without them, and leave nothing behind', async () => {
    await send(600).expect(201);
    const { body } = await ledger.put('alice', {}).expect(200);
    expect(body.limits).toEqual({ perTransfer: null, daily: null });
    expect(body).not.toHaveProperty('usedRolling');
    expect(await the.house.redis.client.hexists(storeKey(store.name, 'accounts'), 'alice/rolling')).toBe(0);
    await ledger.put('alice', { limits: LIMITS }).expect(200);
    expect(await used()).toEqual(use(0, 0));
  });

  it('are merged by PATCH: the list as a whole, and null or no limits at all take it off', async () => {
    const patch = (body: object) => store.patch('/ledger/accounts/alice', body);
    await patch({ limits: { daily: 5000 } }).expect(200);
    expect(await limits()).toEqual({ perTransfer: null, daily: 5000, ...LIMITS });
    await patch({ limits: { rolling: [{ hours: 2, count: 0 }] } }).expect(200);
    expect(await limits()).toEqual({ perTransfer: null, daily: 5000, rolling: [{ hours: 2, count: 0 }] });
    for (const none of [{ limits: { rolling: null } }, { limits: { rolling: [] } }, { limits: null }]) {
      await patch({ limits: LIMITS }).expect(200);
      await patch(none).expect(200);
      expect(await limits()).not.toHaveProperty('rolling');
    }
  });

  it('may be sent as they were read, also once money moved, and not with another use', async () => {
    const { body } = await store.get('/ledger/accounts/alice').expect(200);
    await ledger.put('alice', body).expect(200);
    await send(10).expect(201);
    await ledger.put('alice', body).expect(200);
    const now = (await store.get('/ledger/accounts/alice').expect(200)).body;
    for (const other of [use(9, 1), use(10, 0), use(10, 1, 23), []]) {
      const { body: refused } = await ledger.put('alice', { ...now, usedRolling: other }).expect(400);
      expect(refused.errors[0].pointer).toBe('/usedRolling');
    }
    await age(61);
    await ledger.put('alice', now).expect(200);
  });

  it('survive a freeze, and the version counts their changes', async () => {
    const before = (await ledger.account('alice')).version;
    await send(10).expect(201);
    await ledger.change('alice', 'freeze').expect(200);
    const { body } = await ledger.change('alice', 'unfreeze').expect(200);
    expect(body).toMatchObject({ limits: LIMITS, usedRolling: use(10, 1), version: before + 2 });
    expect((await ledger.put('alice', { limits: LIMITS }).expect(200)).body.version).toBe(before + 2);
    const listed = (await store.get('/ledger/accounts').expect(200)).body.items;
    expect(listed.find(({ id }: { id: string }) => id === 'alice')).toMatchObject({ limits: LIMITS });
    expect(listed.find(({ id }: { id: string }) => id === 'bob')).not.toHaveProperty('usedRolling');
  });

  it.each([
    [[{ hours: 24 }], '/limits/rolling'],
    [[{ hours: 0, amount: 1 }], '/limits/rolling/0/hours'],
    [[{ hours: 8761, amount: 1 }], '/limits/rolling/0/hours'],
    [[{ hours: 1.5, amount: 1 }], '/limits/rolling/0/hours'],
    [[{ hours: 1, amount: -1 }], '/limits/rolling/0/amount'],
    [[{ hours: 1, amount: 1, count: '1' }], '/limits/rolling/0/count'],
    [[{ hours: 1, amount: 1 }, { hours: 1, count: 1 }], '/limits/rolling'], // prettier-ignore
    [[1, 2, 3, 4, 5, 6].map((hours) => ({ hours, count: 1 })), '/limits/rolling'],
    [[null], '/limits/rolling'],
    ['24', '/limits/rolling'],
  ])('are refused where they are none: %j', async (rolling, pointer) => {
    for (const ask of [
      ledger.put('alice', { limits: { rolling } }),
      store.patch('/ledger/accounts/alice', { limits: { rolling } }),
    ]) {
      // prettier-ignore
      const { body } = await ask.expect(400);
      expect(body.errors.map((one: { pointer: string }) => one.pointer)).toContain(pointer);
    }
  });

  it('are told by the journal', async () => {
    const { items } = (await store.get('/journal?order=desc').expect(200)).body;
    const made = items.find(({ type, data }: { type: string; data: { id: string } }) => type === 'account.created' && data.id === 'alice'); // prettier-ignore
    expect(made.data.rolling).toEqual({ 24: { amount: 1000, count: 4 } });
  });
});

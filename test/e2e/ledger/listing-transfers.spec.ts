import { lapseTransfer } from '../../support/lapse';
import { upgradeAll } from '../../support/earlier-orders';
import { useLedger } from './use-ledger';

const ACCOUNTS = ['ann', 'a~n.n', 'bob'];
const REFERENCES = ['order 7', 'a/posted/b', '"q" \\ 100%', 'é😀'];
const STATES = ['pending', 'posted', 'voided', 'expired'];

interface Listed {
  id: string;
  state: string;
  from: string;
  to: string;
  reference?: string;
  createdAt: string;
}
type Query = Record<string, string>;

const the = useLedger();
const key = (name: string): string => `ch:{${the.store.name}}:${name}`;
let all: Listed[];

async function pages(query: Query, limit = 200): Promise<string[]> {
  const found: string[] = [];
  const search = new URLSearchParams({ ...query, limit: String(limit) });
  for (;;) {
    const { body } = await the.store.get(`/ledger/transfers?${search.toString()}`).expect(200);
    found.push(...body.items.map(({ id }: Listed) => id));
    if (body.nextCursor === null) return found;
    expect(body.items).toHaveLength(limit);
    search.set('cursor', body.nextCursor);
  }
}

async function readAll(): Promise<Listed[]> {
  return (await the.store.get('/ledger/transfers?limit=200').expect(200)).body.items;
}

const matching = ({ account, reference, state, from, to, order }: Query): string[] => {
  const found = all
    .filter((one) => account === undefined || [one.from, one.to].includes(account))
    .filter((one) => (reference ?? one.reference) === one.reference)
    .filter((one) => (state ?? one.state) === one.state)
    .filter(({ createdAt }) => (from ?? '') <= createdAt && createdAt <= (to ?? '9'))
    .map(({ id }) => id);
  return order === 'asc' ? found.reverse() : found;
};

beforeEach(async () => {
  for (const id of ACCOUNTS) await the.ledger.open(id, 1000);
  const ends = ['post', 'void', undefined, undefined];
  for (let i = 0; i < 24; i++) {
    const [from, to] = [ACCOUNTS[i % 3]!, ACCOUNTS[(i + 1) % 3]!];
    const reference = i % 5 ? REFERENCES[i % 4] : undefined;
    const pending = i % 2 ? { ttlSeconds: 600 } : undefined;
    await the.ledger.transfer({ id: `t${i}`, from, to, amount: 1, reference, pending }).expect(201);
    const end = ends[Math.floor(i / 2) % 4];
    if (pending && end) await the.ledger.end(`t${i}`, end).expect(200);
  }
  await the.ledger.end('t0', 'reverse', { id: 'r0', reference: 'order 7' }).expect(201);
  const legs = ['bob', '@world'].map((to, i) => ({
    ...{ id: `g${i}`, from: 'ann', to, amount: 2, reference: 'order 7' },
    pending: { ttlSeconds: 60 },
  }));
  await the.ledger.group('g', legs).expect(200);
  await the.ledger.endGroup('g', 'post').expect(200);
  all = await readAll();
});

async function expectAllCombinations(spans: Query[] = [{}]): Promise<void> {
  const bases: Query[] = [{}, ...[...ACCOUNTS, '@world', 'nobody'].map((account) => ({ account }))];
  bases.push(...[...REFERENCES, 'order', 'none'].map((reference) => ({ reference })));
  for (const base of bases)
    for (const state of [{}, ...STATES.map((one) => ({ state: one }))])
      for (const span of spans) {
        const query = { ...base, ...state, ...span };
        expect([query, await pages(query)]).toEqual([query, matching(query)]);
      }
}

describe('GET /ledger/transfers', () => {
  it('lists them newest first, as each is read', async () => {
    expect(all).toHaveLength(30);
    const order = (one: Listed): string => `${one.createdAt} ${one.id}`;
    expect(all.map(order)).toEqual(all.map(order).sort().reverse());
    for (const one of all.slice(0, 5)) {
      expect((await the.store.get(`/ledger/transfers/${one.id}`).expect(200)).body).toEqual(one);
    }
    for (const state of STATES.slice(0, 3)) expect(all.map((one) => one.state)).toContain(state);
  });

  it('filters by account or reference, state and time in any combination, from either end', async () => {
    const [late, early] = [all[6]!.createdAt, all[20]!.createdAt];
    const spans: Query[] = [{}, { from: early, to: late }, { from: late, order: 'asc' }, { to: early }];
    await expectAllCombinations(spans);
  }, 120_000);

  it.each([1, 2, 7])('pages of %i miss and repeat nothing', async (limit) => {
    const queries: Query[] = [
      {},
      { account: 'ann' },
      { order: 'asc' },
      { reference: 'order 7', state: 'posted' },
    ];
    for (const query of queries) {
      expect(await pages(query, limit)).toEqual(matching(query));
    }
  });

  it('refuses an account together with a reference, and what is no filter', async () => {
    const { body } = await the.store.get('/ledger/transfers?account=ann&reference=x').expect(400);
    expect(body.errors[0].pointer).toBe('?reference');
    for (const query of [
      'state=reversed',
      'account=a/b',
      'reference=',
      'order=up',
      'from=today',
      'to=2026-01-01T00:00',
    ])
      await the.store.get(`/ledger/transfers?${query}`).expect(400);
    expect((await the.store.get('/ledger/transfers?cursor=x').expect(400)).body.code).toBe('INVALID_CURSOR');
  });

  it('counts one whose deadline has passed among those that expired, before a sweep and after', async () => {
    for (const id of ['t5', 't13']) {
      expect(await lapseTransfer(the.house.redis.client, the.store.name, id)).toBe(true);
    }
    all = await readAll();
    expect(matching({ state: 'expired' })).toEqual(['t13', 't5']);
    await expectAllCombinations();
    for (const limit of [1, 3])
      for (const state of ['pending', 'expired'])
        for (const order of ['asc', 'desc'])
          expect(await pages({ state, order }, limit)).toEqual(matching({ state, order }));
    await the.store.post('/ledger/sweeper/runs').expect(200);
    await expectAllCombinations();
  });

  it('names one whose record cannot be read, and hides no other', async () => {
    await the.house.redis.client.hset(key('transfers'), 't3', 'damaged');
    const { body } = await the.store.get('/ledger/transfers?limit=200').expect(200);
    expect(body.unreadable).toEqual(['t3']);
    expect(body.items).toHaveLength(29);
  });
});

describe('transfers of a release that listed none', () => {
  const forget = async (isEarlier: (member: string) => boolean): Promise<void> => {
    const index = key('transfer_index');
    const members = await the.house.redis.client.zrange(index, 0, -1);
    const gone = members.filter((member) => !member.startsWith('s/') && isEarlier(member));
    await the.house.redis.client.zrem(index, ...gone);
  };

  it('are found by the first call that lists any', async () => {
    await forget(() => true);
    await expectAllCombinations();
  });

  it('are found where the newer ones among them were listed, beside one that cannot be read', async () => {
    await forget((member) => /\/t1?\d$/.test(member));
    await the.house.redis.client.hset(key('transfers'), 'broken', 'damaged');
    await expectAllCombinations();
  });

  it('are listed by an upgrade, which corrects what such a release ended unseen', async () => {
    await forget((member) => /\/t\d$/.test(member));
    const { client } = the.house.redis;
    const record = (await client.hget(key('transfers'), 't1'))!;
    const index = key('transfer_index');
    const made = Date.parse(all.find(({ id }) => id === 't1')!.createdAt);
    for (const list of ['a', 'c/a~n.n', 'c/bob', 'r/a%2Fposted%2Fb'])
      await client.zadd(index, 0, `${list}/pending/${made}/t1`);
    expect(record).toMatch(/^posted/);
    expect(await pages({ state: 'pending', account: 'bob' })).not.toContain('t1');
    const { named } = await upgradeAll(the.house);
    expect(named.filter((name) => name.startsWith(`${the.store.name} `))).toEqual([]);
    await expectAllCombinations();
    expect(await client.zlexcount(index, '[a/', '(a0')).toBe(all.length);
  });
});

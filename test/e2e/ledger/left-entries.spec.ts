import { House, StoreCalls } from '../../support/house';
import { TestPostgres } from '../../support/postgres';
import { startRedis, TestRedis } from '../../support/redis-server';
import { allPages, haveLeft, Item, keptEntries, sendMoney } from '../../support/trimmed-store';

jest.setTimeout(120_000);

let postgres: TestPostgres;
let redis: TestRedis;
let keeper: House;
let trimmer: House;
let store: StoreCalls;

/** The first keeps all, so that what it answers before the second one starts is what both must answer afterwards. */
beforeAll(async () => {
  postgres = await TestPostgres.start();
  redis = await startRedis();
  keeper = await House.open({ ARCHIVE_URL: postgres.url, SWEEP_INTERVAL_MS: 50 }, redis);
  store = await keeper.store();
});
afterAll(async () => {
  await trimmer?.close();
  await keeper?.close();
  await redis?.stop();
  await postgres?.stop();
});

const ENTRIES = 730; // of shop; ann has one more
const BASE = ENTRIES - 101; // of those the last that leaves
const path = '/ledger/accounts';

const text = async (of: string): Promise<string> => {
  const { text: told } = await store.get(of).expect(200);
  expect(told.length).toBeGreaterThan(50);
  return told;
};
const shifted = (at: string, by: number): string => new Date(Date.parse(at) + by).toISOString();

/** Times at, just before and just behind entries around the place where those that leave end. */
function timesAround(entries: Item[]): string[] {
  const places = [1, 2, 300, BASE - 1, BASE, BASE + 1, BASE + 60, ENTRIES];
  const times = places.flatMap((sequence) => {
    const { at } = entries[sequence - 1] as { at: string };
    return [shifted(at, -1), at, shifted(at, 1)];
  });
  return [...new Set(times)].sort();
}

let end: string;
let times: string[];

/** All that tells of entries. */
const reads = {
  'lists, in both directions and any pages': async () => {
    const lists = [];
    for (const id of ['shop', 'ann', '@world'])
      for (const order of ['asc', 'desc'])
        for (const limit of id === 'shop' ? [200, 101, 77] : [200])
          lists.push(await allPages(store, `${path}/${id}/entries?order=${order}`, limit));
    return lists;
  },
  'single pages': async () => {
    const pages = [];
    for (const limit of [1, 100, 101, 102]) {
      const { body } = await store.get(`${path}/shop/entries?limit=${limit}`).expect(200);
      pages.push(body);
      if (body.nextCursor)
        pages.push(
          (await store.get(`${path}/shop/entries?limit=3&cursor=${body.nextCursor}`).expect(200)).body,
        );
    }
    return pages;
  },
  'lists between two times': async () => {
    const lists = [];
    for (const [i, from] of times.entries())
      for (const to of [from, times[i + 2] ?? end])
        for (const order of ['asc', 'desc'])
          lists.push(await allPages(store, `${path}/shop/entries?order=${order}&from=${from}&to=${to}`));
    return lists;
  },
  'balances at a time': async () => {
    const balances = [];
    for (const id of ['shop', 'ann', '@world'])
      for (const at of ['2000-01-01T00:00Z', ...times, end])
        balances.push((await store.get(`${path}/${id}?at=${at}`).expect(200)).body);
    return balances;
  },
  statements: async () => {
    const texts = [];
    for (const format of ['json', 'csv']) {
      texts.push(await text(`${path}/shop/statement?format=${format}`));
      for (const [i, from] of times.entries())
        texts.push(
          await text(`${path}/shop/statement?format=${format}&from=${from}&to=${times[i + 3] ?? end}`),
        );
    }
    texts.push(await text(`${path}/ann/statement?to=${times[4]!}`), await text(`${path}/@world/statement`));
    texts.push(await text(`${path}/shop/statement?from=${times.at(-1)!}&to=${times[0]!}`));
    return texts;
  },
  exports: async () => {
    const texts = [];
    for (const format of ['hledger', 'beancount', 'csv'])
      for (const from of ['', times[3], times.at(-4)])
        for (const to of [end, times[9]])
          texts.push(await text(`/ledger/export?format=${format}${from && `&from=${from}`}&to=${to}`));
    return texts;
  },
  audits: async () => [
    (await store.get('/ledger/audit').expect(200)).body,
    (await store.post('/ledger/audits', { deep: true }).expect(200)).body,
    (await store.post('/audits/archive').expect(200)).body,
  ],
} satisfies Record<string, () => Promise<unknown>>;

const before: Record<string, unknown> = {};

beforeAll(async () => {
  await sendMoney(store, ENTRIES);
  const entries = await allPages(store, `${path}/shop/entries?order=asc`);
  expect(entries).toHaveLength(ENTRIES);
  times = timesAround(entries);
  await store.receive('TEE', 1);
  end = new Date().toISOString();
  for (const [name, read] of Object.entries(reads)) before[name] = await read();
  trimmer = await House.open({ ARCHIVE_URL: postgres.url, HISTORY_SECONDS: 1, SWEEP_INTERVAL_MS: 50 }, redis);
  await haveLeft(keeper, store);
});

it('entries have left but for the newest 101 of each account, behind what they came to', async () => {
  const newest = Array.from({ length: 101 }, (_, i) => BASE + 1 + i);
  expect(await keptEntries(keeper, store, 'shop')).toEqual([0, ...newest]);
  expect(await keptEntries(keeper, store, 'ann')).toEqual([0, ...newest.map((n) => n + 1)]);
  expect(await keptEntries(keeper, store, '@world/USD')).toEqual([1]);
  const last = (await allPages(store, `${path}/shop/entries?order=asc`))[BASE - 1]!;
  expect(await redis.client.hget(`ch:{${store.name}}:entries`, 'shop/0')).toBe(
    `${BASE} ${Date.parse(last.at)} ${last.balanceAfter}`,
  );
});

it('their marks have left the index, those of entries that stay have not', async () => {
  const members = await redis.client.zrange(
    `ch:{${store.name}}:transfer_index`,
    '[e/shop/',
    '(e/shop0',
    'BYLEX',
  );
  const marked = members.map((member) => Number(member.split('/').pop()));
  expect(marked).toEqual([640, 672, 704]);
});

it.each(Object.keys(reads) as (keyof typeof reads)[])('%s are as before', async (name) => {
  expect(await reads[name]()).toEqual(before[name]);
});

it('an account that was read 100 entries ago is taken as it was read', async () => {
  const entries = await allPages(store, `${path}/shop/entries`);
  const put = (balance: number) => store.put(`${path}/shop`, { balance });
  await put(entries[100]!.balanceAfter).expect(200);
  await put(entries[101]!.balanceAfter).expect(400);
});

it('transfers and reversals need Redis alone, and what follows leaves too', async () => {
  await store.post('/ledger/transfers/t0/reverse', {}).expect(201);
  const { body } = await store.post('/ledger/transfers/t1/reverse', { amount: 99 }).expect(409);
  expect(body.code).toBe('AMOUNT_EXCEEDED');
  const again = { id: 't2', from: 'ann', to: 'shop', amount: 1 };
  expect((await store.post('/ledger/transfers', again).expect(409)).body.code).toBe(
    'TRANSFER_ALREADY_EXISTS',
  );
  await store.receive('TEE', 1);
  await haveLeft(keeper, store);
  expect((await keptEntries(keeper, store, 'shop')).slice(0, 2)).toEqual([0, BASE + 2]);
  expect((await store.post('/ledger/audits', { deep: true }).expect(200)).body).toMatchObject({
    drift: [],
    unsettled: [],
  });
});

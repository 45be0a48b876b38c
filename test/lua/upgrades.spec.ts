import { luaUpgrade, isUpgraded } from '../../contract/generate/lua-upgrade';
import { formatOf } from '../../contract/generate/ts-format';
import { RecordDeclaration } from '../../contract/define';
import { records } from '../../contract/records';
import { FORMAT, RECORD_UPGRADES } from '../../src/platform/generated/format';
import { NextRelease, tally } from '../support/next-release';
import { startRedis, TestRedis } from '../support/redis-server';

const STORE = 'ch:{main}:store';
const TALLIES = 'ch:{main}:tallies';

let release: NextRelease;
let redis: TestRedis;

beforeAll(async () => {
  release = NextRelease.build();
  redis = await startRedis();
});
afterAll(async () => {
  await redis.stop();
  release.remove();
});
beforeEach(async () => {
  await redis.client.flushall();
  await redis.client.set(STORE, 'USD UTC 1700000000000');
});

const page = (cursor = '0', limit: string | number = 100): Promise<string[]> =>
  release.run(redis.client, 'stores/upgrade-tally', [STORE, TALLIES], [cursor, limit]);

const all = (): Promise<Record<string, string>> => redis.client.hgetall(TALLIES);

describe('a script that upgrades records', () => {
  it('brings each older version to the newest, field by field', async () => {
    await redis.client.hset(TALLIES, {
      'a/1': '7\nfirst\tnote',
      'a/2': '2|8 50\n',
      'a/3': '3|9 60 boxes\nlast note',
    });
    expect(await page()).toEqual(['OK', '0', '3', '3', '2']);
    expect(await all()).toEqual({
      'a/1': '3|7 100 -\nfirst\tnote',
      'a/2': '3|8 50 -\n',
      'a/3': '3|9 60 boxes\nlast note',
    });
    expect(await page()).toEqual(['OK', '0', '3', '3', '0']);
  });

  it('names what is no record, also one of a version to come, and leaves it as it is', async () => {
    const damaged = { 'a/1': 'seven\n', 'a/2': '2|8\n', 'a/4': '4|9 60 boxes big\n' };
    await redis.client.hset(TALLIES, { ...damaged, 'a/5': '5\n' });
    const [word, cursor, size, seen, upgraded, ...ids] = await page();
    expect([word, cursor, size, seen, upgraded]).toEqual(['OK', '0', '4', '4', '1']);
    expect(ids.sort()).toEqual(Object.keys(damaged));
    expect(await all()).toEqual({ ...damaged, 'a/5': '3|5 100 -\n' });
  });

  it('leaves alone what the hash holds beside its records', async () => {
    await redis.client.hset(TALLIES, { a: '7' });
    expect(await page()).toEqual(['OK', '0', '1', '1', '0']);
    expect(await all()).toEqual({ a: '7' });
  });

  it('does about as much at once as it is told, and comes to an end', async () => {
    const count = 5_000;
    const old = Object.fromEntries(Array.from({ length: count }, (_, i) => [`a/${i}`, `${i}\n`]));
    await redis.client.hset(TALLIES, old);
    let upgraded = 0;
    let pages = 0;
    for (let cursor = '0', more = true; more; pages++) {
      const [, next, , seen, changed] = await page(cursor, 100);
      expect(Number(seen)).toBeLessThan(200);
      upgraded += Number(changed);
      cursor = next!;
      more = next !== '0';
    }
    expect(upgraded).toBe(count);
    expect(pages).toBeGreaterThan(25);
    expect((await redis.client.hvals(TALLIES)).filter((record) => !record.startsWith('3|'))).toEqual([]);
  });

  it('takes a hash that Redis keeps in one piece, however many records it has', async () => {
    await redis.client.config('SET', 'hash-max-listpack-entries', '20000');
    const old = Object.fromEntries(Array.from({ length: 12_000 }, (_, i) => [`a/${i}`, `${i}\n`]));
    await redis.client.hset(TALLIES, old);
    await redis.client.config('SET', 'hash-max-listpack-entries', '128');
    expect(await page('0', 10)).toEqual(['OK', '0', '12000', '12000', '12000']);
  });

  it('refuses a page without bounds, and answers STORE_NOT_FOUND where there is no store', async () => {
    expect(await page('0', 1_001)).toEqual(['INVALID_ARGUMENT', 'limit']);
    await redis.client.del(STORE);
    expect(await page()).toEqual(['STORE_NOT_FOUND']);
  });
});

it.each([
  ['3|9 60 boxes\nlast', '3|9 60 boxes\nlast'],
  ['2|9 60\nlast', '3|9 60 -\nlast'],
  ['9\nlast', '3|9 100 -\nlast'],
  ['4|9 60 boxes\nlast', 'none'],
  ['3|9 sixty boxes\nlast', 'none'],
  ['2|9 60 boxes\nlast', 'none'],
  ['', 'none'],
])('`upgraded` makes of the text %j: %j', async (text, newest) => {
  expect(await release.run(redis.client, 'stores/show-upgraded', [STORE], [text])).toEqual(['OK', newest]);
});

describe('the format of the data', () => {
  it('counts each version of each record and each key that has changed its meaning', () => {
    expect(formatOf([], [])).toBe(1);
    expect(formatOf([tally], [])).toBe(3);
    expect(formatOf([tally, tally], ['one', 'another'])).toBe(7);
  });

  it('has a script for every hash whose records have got a version', () => {
    expect(RECORD_UPGRADES.map(({ key }) => key)).toEqual(records.filter(isUpgraded).map(({ key }) => key));
    expect(FORMAT).toBeGreaterThan(RECORD_UPGRADES.length);
  });

  it('needs no script where a record has a key of its own', () => {
    const cart = { ...tally, key: 'cart' } satisfies RecordDeclaration;
    expect([tally, cart].map(isUpgraded)).toEqual([true, false]);
    expect(luaUpgrade(tally)).toContain('to version 3.');
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Progress } from '../../src/platform/upgrading/progress';
import { NEXT_FORMAT, NextRelease } from '../support/next-release';
import { startRedis, TestRedis } from '../support/redis-server';
import { Service } from '../support/service';
import { ToolRun } from '../support/tool-run';

// Each starts several processes, which takes its time on a busy machine.
jest.setTimeout(120_000);

const ROOT = join(__dirname, '../..');
const FORMAT = 'ch:{-}:format';
const tallies = (store: string): string => `ch:{${store}}:tallies`;

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
  for (const store of ['berlin', 'main']) {
    await redis.client.zadd('ch:stores', 0, store);
    await redis.client.set(`ch:{${store}}:store`, 'USD UTC 1700000000000');
  }
});

/** Fills a store with records, of which the first third is of version 1, and the last is newest already. */
async function fill(store: string, count: number): Promise<void> {
  for (let first = 0; first < count; first += 10_000) {
    const records = Array.from({ length: Math.min(10_000, count - first) }, (_, j) => first + j).flatMap(
      (i) => [`a/${i}`, [`${i}\nn`, `2|${i} 100\nn`, `3|${i} 100 -\nn`][Math.floor((i * 3) / count)]!],
    );
    await redis.client.hset(tallies(store), ...records);
  }
}

const upgrade = (settings: Record<string, string> = {}): ToolRun =>
  new ToolRun(release.root, ['upgrade.js'], { REDIS_URL: redis.url, ...settings });

/** Counts one more of records, one after the other, until it is told to stop. */
function countOn(store: string, ids: string[]): () => Promise<number> {
  let stopped = false;
  const counting = (async () => {
    let calls = 0;
    for (; !stopped; calls++) {
      await release.run(redis.client, 'stores/count', [tallies(store)], [ids[calls % ids.length]!]);
    }
    return calls;
  })();
  return () => {
    stopped = true;
    return counting;
  };
}

const versions = async (store: string): Promise<string[]> => [
  ...new Set((await redis.client.hvals(tallies(store))).map((record) => /^(\d\|)?/.exec(record)![0])),
];
const sum = async (store: string): Promise<number> =>
  (await redis.client.hvals(tallies(store)))
    .map((record) => Number(/^(?:\d\|)?(\d+)/.exec(record)![1]))
    .reduce((a, b) => a + b, 0);

describe('npm run upgrade', () => {
  it('brings all records to the newest version beside calls, also when it was killed and runs again', async () => {
    const count = 150_000;
    await fill('main', count);
    await fill('berlin', 10);
    const stop = countOn('main', ['a/7', 'a/60000', 'a/149999', 'a/49998']);
    await upgrade().killAt(/^[1-9]0 % /m);
    expect(await versions('main')).toContain('');

    const again = upgrade();
    expect(await again.end()).toBe(0);
    const calls = await stop();
    expect(again.said).toMatch(/^\d0 % \d+ seen, \d+ upgraded$/m);
    const [, seen, upgraded] = /^Stores: 2\. Records seen: (\d+), upgraded: (\d+)\.$/m.exec(again.said)!;
    expect(Number(seen)).toBeGreaterThanOrEqual(count + 10);
    // Those of before it was killed are not done twice.
    expect(Number(upgraded)).toBeGreaterThan(0);
    expect(Number(upgraded)).toBeLessThan((count * 2) / 3);
    expect(again.said).toMatch(/^Every record is of its newest version\.$/m);
    expect([await versions('main'), await versions('berlin')]).toEqual([['3|'], ['3|']]);
    expect(calls).toBeGreaterThan(100);
    expect(await redis.client.hlen(tallies('main'))).toBe(count);
    expect(await sum('main')).toBe((count * (count - 1)) / 2 + calls);
  });

  it('passes damaged records over, names them at the end, and says so by its exit code', async () => {
    await fill('main', 9);
    await redis.client.hset(tallies('main'), { 'a/x': 'seven\nn', 'a/y': '9|7 100 -\nn' });
    await redis.client.lpush(tallies('berlin'), 'no hash');
    const run = upgrade();
    expect(await run.end()).toBe(1);
    expect(run.said).toMatch(/upgraded: 6\.\n3 cannot be read and are left as they are:\n/);
    expect(run.said).toContain('  main tallies a/x\n');
    expect(run.said).toContain('  main tallies a/y\n');
    expect(run.said).toMatch(/^ {2}berlin tallies: .*WRONGTYPE/m);
    expect(await redis.client.hget(tallies('main'), 'a/x')).toBe('seven\nn');
    await redis.client.del(tallies('berlin'));
    await redis.client.hdel(tallies('main'), 'a/x', 'a/y');
    expect(await upgrade().end()).toBe(0);
  });

  it('stamps the format before it writes, so that no older service starts on what it wrote', async () => {
    await fill('main', 3);
    expect(await upgrade().end()).toBe(0);
    expect(await redis.client.zscore(FORMAT, 'format')).toBe(String(NEXT_FORMAT));
    const run = new ToolRun(ROOT, ['upgrade.js'], { REDIS_URL: redis.url });
    expect(await run.end()).toBe(1);
    expect(run.said).toContain(`The upgrade is not through. The data in Redis is of format ${NEXT_FORMAT}, `);
    expect(run.said.trim().split('\n')).toHaveLength(1);
  });

  it('says in one line that Redis takes no writes, and changes nothing', async () => {
    await fill('main', 3);
    expect(await upgrade().end()).toBe(0);
    await fill('main', 3);
    await redis.client.config('SET', 'maxmemory', '1');
    const run = upgrade();
    const code = await run.end();
    await redis.client.config('SET', 'maxmemory', '0');
    expect(code).toBe(1);
    expect(run.said).toMatch(/^The upgrade is not through\. OOM .*\. Run it again\.\n$/);
  });

  it('says in one line that no service runs where it would look for its Redis', async () => {
    const run = new ToolRun(ROOT, ['upgrade.js'], { DATA_DIR: '/nowhere/data' });
    expect(await run.end()).toBe(1);
    expect(run.said).toBe(
      'The upgrade is not through. No service runs on DATA_DIR /nowhere/data: start it, or set REDIS_URL. ' +
        'Run it again.\n',
    );
  });

  it('finds the Redis that a running service keeps for itself', async () => {
    const home = mkdtempSync(join(tmpdir(), 'ch-upgrade-'));
    const service = await Service.start({ DATA_DIR: home });
    try {
      const run = new ToolRun(ROOT, ['upgrade.js'], { DATA_DIR: home });
      expect(await run.end()).toBe(0);
      expect(run.said).toMatch(/^Stores: 1\. .*\nEvery record is of its newest version\.\n$/m);
    } finally {
      await service.stop();
      rmSync(home, { recursive: true });
    }
  });
});

describe('the progress of an upgrade', () => {
  const shown = (isTTY: boolean): string[] => {
    const written: string[] = [];
    const progress = new Progress({ isTTY, write: (text) => written.push(text) });
    for (const done of [0, 0.05, 0.05, 0.5, 0.51, 1]) progress.show(done, `${done * 100} seen`);
    progress.end();
    return written;
  };

  it('is a bar on a terminal, drawn over itself', () => {
    const [first, second, third, ...rest] = shown(true);
    expect(first).toBe(`\r${'░'.repeat(40)}   0 % 0 seen\u001b[K`);
    expect(second).toBe(`\r${'█'.repeat(2)}${'░'.repeat(38)}   5 % 5 seen\u001b[K`);
    expect(third).toBe(`\r${'█'.repeat(20)}${'░'.repeat(20)}  50 % 50 seen\u001b[K`);
    expect(rest).toEqual([
      expect.stringContaining(' 51 %'),
      `\r${'█'.repeat(40)} 100 % 100 seen\u001b[K`,
      '\n',
    ]);
  });

  it('is a line for each tenth elsewhere', () => {
    expect(shown(false)).toEqual(['50 % 50 seen\n', '100 % 100 seen\n']);
  });
});

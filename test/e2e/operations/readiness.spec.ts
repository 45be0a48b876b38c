import { execFileSync } from 'node:child_process';
import supertest from 'supertest';
import { House } from '../../support/house';
import { startRedis, TestRedis } from '../../support/redis-server';
import { sleep } from '../../support/time';

let redis: TestRedis;
let house: House;

beforeEach(async () => {
  redis = await startRedis('--busy-reply-threshold', '50');
  house = await House.open({ SWEEP_INTERVAL_MS: 50 }, redis);
});
afterEach(async () => {
  await house.close();
  await redis.stop();
});

const ready = () => supertest(house.url).get('/health/ready');

/** The checks that fail, with what they say. */
async function failing(): Promise<Record<string, string>> {
  const { body, headers } = await ready().expect(503);
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(body.code).toBe('NOT_READY');
  const failed = body.checks.filter(({ ok }: { ok: boolean }) => !ok);
  for (const { name } of failed) expect(body.detail).toContain(name);
  return Object.fromEntries(failed.map((check: Record<string, string>) => [check.name, check.detail]));
}

describe('GET /health/ready', () => {
  it('names every check', async () => {
    const { body } = await ready().expect(200);
    expect(body.status).toBe('ok');
    const names = body.checks.map(({ name }: { name: string }) => name);
    expect(names.filter((name: string) => !name.startsWith('sweeper-'))).toEqual([
      'not-stopping',
      'redis',
      'redis-writable',
      'redis-loaded',
      'redis-master',
      'redis-noeviction',
      'redis-append-only-file',
    ]);
    expect(names.filter((name: string) => name.startsWith('sweeper-')).sort()).toEqual([
      'sweeper-orders',
      'sweeper-reservations',
      'sweeper-transfers',
      'sweeper-waits',
    ]);
    expect(body.checks.filter(({ ok }: { ok: boolean }) => !ok)).toEqual([]);
  });

  it('fails when Redis is gone, and live does not', async () => {
    redis.process.kill('SIGKILL');
    await sleep(200);
    expect(Object.keys(await failing())).toEqual(['redis', 'redis-writable']);
    await supertest(house.url).get('/health/live').expect(200);
  });

  it('fails within two seconds when Redis hangs', async () => {
    redis.process.kill('SIGSTOP');
    const started = Date.now();
    expect((await failing()).redis).toBe('it did not answer within 2000 ms');
    expect(Date.now() - started).toBeLessThan(3_000);
    redis.process.kill('SIGCONT');
  });

  it('fails when Redis is a replica', async () => {
    await redis.client.replicaof('127.0.0.1', 1);
    expect(await failing()).toMatchObject({
      'redis-master': 'it is a replica, and takes no writes',
      'redis-writable': expect.stringContaining('READONLY'),
    });
  });

  it('fails when Redis is out of memory', async () => {
    await redis.client.config('SET', 'maxmemory', '1');
    expect(await failing()).toEqual({ 'redis-writable': expect.stringContaining('OOM') });
  });

  it('fails when Redis begins to evict keys', async () => {
    await redis.client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    expect(Object.keys(await failing())).toEqual(['redis-noeviction']);
  });

  it('fails when the append-only file cannot be rewritten', async () => {
    await redis.client.config('SET', 'appendonly', 'yes');
    await sleep(500);
    await ready().expect(200);
    await redis.client.config('SET', 'rdb-key-save-delay', '1000000');
    await redis.client.bgrewriteaof();
    // The child that rewrites it.
    execFileSync('pkill', ['-KILL', '-P', String(redis.process.pid)]);
    await sleep(500);
    expect(await failing()).toHaveProperty('redis-append-only-file');
  });

  it('fails while a script keeps Redis busy', async () => {
    const other = redis.client.duplicate();
    const loop = other.eval('while true do end', 0).catch(() => undefined);
    await sleep(200);
    expect((await failing()).redis).toContain('BUSY');
    await redis.client.script('KILL');
    await loop;
    await ready().expect(200);
    other.disconnect();
  });

  it('fails when a sweeper is late, and is well again with it', async () => {
    await redis.client.set('ch:stores', 'not a set of names');
    await sleep(5_700);
    const late = await failing();
    expect(late['sweeper-reservations']).toMatch(/^\d+ ms since it was last through, more than 5500$/);
    expect(Object.keys(late)).toEqual(expect.arrayContaining(['sweeper-transfers']));
    await redis.client.del('ch:stores');
    await sleep(300);
    await ready().expect(200);
  }, 15_000);
});

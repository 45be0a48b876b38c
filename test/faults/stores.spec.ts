import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { CuttingProxy } from '../support/cutting-proxy';
import { eventually } from '../support/eventually';
import { House } from '../support/house';
import { startRedis, TestRedis } from '../support/redis-server';
import { sleep } from '../support/time';

let redis: TestRedis;
let proxy: CuttingProxy;
let house: House;

beforeEach(async () => {
  redis = await startRedis('--busy-reply-threshold', '50');
  proxy = await CuttingProxy.before(redis.path);
  house = await House.open({ REDIS_URL: proxy.url, SWEEP_INTERVAL_MS: 3_600_000 }, redis);
});
afterEach(async () => {
  await house.close();
  await proxy.stop();
  await redis.stop();
});

const list = () => supertest(house.url).get('/v1/stores');
const put = (store: string) => supertest(house.url).put(`/v1/stores/${store}`).send({ currency: 'USD' });
/** Notes in the set of names, beside the default store. */
const noted = async (): Promise<string[]> =>
  (await redis.client.zrange('ch:stores', 0, -1)).filter((member) => member !== 'main');

async function expectRefused(call: supertest.Test, outcome: string): Promise<void> {
  const { body, headers } = await call.expect(503);
  expect(body).toMatchObject({ code: 'STORE_UNAVAILABLE', outcome });
  expect(headers['retry-after']).toBe('1');
}

describe('GET and PUT /v1/stores, where Redis', () => {
  it.each([
    ['is full', (it: TestRedis) => it.client.config('SET', 'maxmemory', '1')],
    ['is read-only', (it: TestRedis) => it.client.replicaof('127.0.0.1', 1)],
    ['has too few replicas', (it: TestRedis) => it.client.config('SET', 'min-replicas-to-write', '1')],
  ])('%s, read, and refuse to write', async (_, spoil) => {
    await spoil(redis);
    expect((await list().expect(200)).body.items).toHaveLength(1);
    await expectRefused(put('shop'), 'not_executed');
    expect(await noted()).toEqual([]);
  });

  it('is busy, are 503', async () => {
    const other = redis.client.duplicate();
    const loop = other.eval('while true do end', 0).catch(() => undefined);
    await sleep(200);
    await expectRefused(list(), 'not_executed');
    await expectRefused(put('shop'), 'not_executed');
    await redis.client.script('KILL');
    await loop;
    other.disconnect();
  });

  it('is away, are 503', async () => {
    await redis.stop();
    await eventually(() => expectRefused(list(), 'not_executed'));
    await expectRefused(put('shop'), 'not_executed');
  });

  it('has another type under the key of store names, are 500 with their own code', async () => {
    await redis.client.set('ch:stores', 'mine');
    expect((await list().expect(500)).body.code).toBe('STORE_CORRUPTED');
    expect((await put('shop').expect(500)).body.code).toBe('STORE_CORRUPTED');
  });
});

describe('a PUT of a store that is made half-way', () => {
  it('since Redis denies the script leaves nothing of it, and no trace of another attempt is lost', async () => {
    await redis.client.zadd('ch:stores', 0, 'shop other-attempt');
    await redis.client.acl('SETUSER', 'default', '-fcall');
    await expectRefused(put('shop'), 'not_executed');
    expect(await noted()).toEqual(['shop other-attempt']);
    await redis.client.acl('SETUSER', 'default', '+fcall');
    expect((await list().expect(200)).body.items).toHaveLength(1);
    await put('shop').expect(201);
    expect(await noted()).toEqual(['shop']);
  });

  it('since the reply of the script is lost is seen at once, and completed by the next', async () => {
    proxy.cutNextReply('create_store');
    await expectRefused(put('shop'), 'unknown');
    await eventually(async () => {
      const { body } = await list().expect(200);
      expect(body.items.map(({ name }: { name: string }) => name)).toEqual(['main', 'shop']);
    });
    await put('shop').expect(200);
    expect(await noted()).toEqual(['shop']);
  });

  it('since the reply of its name is lost has no effect, and is completed by the next', async () => {
    proxy.cutNextReply('zadd');
    await expectRefused(put('shop'), 'not_executed');
    await eventually(async () => expect((await list().expect(200)).body.items).toHaveLength(1));
    await put('shop').expect(201);
    expect(await noted()).toEqual(['shop']);
  });

  it('is skipped by the pages of the list, whose order does not suffer', async () => {
    for (const name of ['a', 'a-b', 'a0']) await put(name).expect(201);
    for (const name of ['a', 'a-b', 'b']) await redis.client.zadd('ch:stores', 0, `${name} ${randomUUID()}`);
    const names: string[] = [];
    for (let query = '?limit=1'; query;) {
      const { body } = await supertest(house.url).get(`/v1/stores${query}`).expect(200);
      names.push(...body.items.map(({ name }: { name: string }) => name));
      query = body.nextCursor && `?limit=1&cursor=${body.nextCursor}`;
    }
    expect(names).toEqual(['a', 'a-b', 'a0', 'main']);
  });
});

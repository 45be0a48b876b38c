import { createHash } from 'node:crypto';
import supertest from 'supertest';
import { House } from '../support/house';
import { logLine } from '../support/log-lines';
import { startRedis, TestRedis } from '../support/redis-server';
import { Service } from '../support/service';
import { loadLibrary } from '../../src/platform/scripts/script-library';

jest.setTimeout(60_000);

const PREFIXES = ['', 'a:', 'b:'];
const opened: House[] = [];
let redis: TestRedis;

beforeEach(async () => {
  redis = await startRedis();
});
afterEach(async () => {
  for (const house of opened.splice(0)) await house.close();
  await redis.stop();
});

async function open(prefix: string, settings = {}): Promise<House> {
  const own = prefix === '' ? {} : { REDIS_KEY_PREFIX: prefix };
  const house = await House.open({ RATE_LIMIT_PER_MINUTE: 10_000, ...own, ...settings }, redis);
  opened.push(house);
  return house;
}

const libraries = async (): Promise<string[]> =>
  ((await redis.client.function('LIST')) as string[][]).map(([, name]) => name!).sort();

it('keeps the data of services that share a Redis apart', async () => {
  const houses = await Promise.all(PREFIXES.map((prefix) => open(prefix)));
  for (const [i, house] of houses.entries()) {
    const shop = house.calls('shop');
    await shop.put('', { currency: 'USD' }).expect(201);
    await house.calls(`only-${i}`).put('', { currency: 'USD' }).expect(201);
    await shop.receive('TEE', 10 + i);
    const lines = [{ sku: 'TEE', quantity: 1 }];
    await shop.post('/inventory/reservations', { lines, ttlSeconds: 60 }, 'same-key').expect(201);
  }
  for (const [i, house] of houses.entries()) {
    expect(await house.calls('shop').stock('TEE')).toMatchObject({ onHand: 10 + i, reserved: 1 });
    const { body } = await supertest(house.url).get('/v1/stores').expect(200);
    expect(body.items.map(({ name }: { name: string }) => name).sort()).toEqual([
      'main',
      `only-${i}`,
      'shop',
    ]);
    await supertest(house.url).get('/health/ready').expect(200);
  }
  const keys = await redis.client.keys('*');
  expect(keys.filter((key) => !/^(a:|b:)?ch:/.test(key))).toEqual([]);
  for (const prefix of PREFIXES) {
    for (const name of ['stores', 'ready', '{-}:format', '{shop}:stock', 'rate:ip:127.0.0.1']) {
      expect(keys).toContain(`${prefix}ch:${name}`);
    }
  }
});

it('gives each service scripts of its own, which no other removes', async () => {
  const of = (prefix: string): string =>
    `prefix_${createHash('sha1').update(prefix).digest('hex').slice(0, 12)}_countinghouse_`;
  const body = (name: string): string => `redis.register_function('${name}', function() return 1 end)`;
  for (const [i, family] of [of('a:'), of('b:'), 'countinghouse_'].entries()) {
    await redis.client.function('LOAD', `#!lua name=${family}0\n${body(`old_${i}`)}`);
  }
  await open('a:');
  const own = loadLibrary({ keyPrefix: 'a:' }).name;
  expect(await libraries()).toEqual([own, `${of('b:')}0`, 'countinghouse_0'].sort());
  await open('');
  expect(await libraries()).toEqual([own, `${of('b:')}0`, loadLibrary().name].sort());
});

it('stands before the key that the log names', async () => {
  const service = await Service.start({ REDIS_URL: redis.url, REDIS_KEY_PREFIX: 'a:', LOG_LEVEL: 'error' });
  await redis.client.set('a:ch:{main}:stock', 'no hash');
  await redis.client.set('a:ch:stores', 'no set');
  await supertest(service.url).get('/v1/stores/main/inventory/items/TEE').expect(500);
  const item = await logLine(service, ({ script }) => script === 'inventory/read-stock');
  expect(item).toMatchObject({
    key: 'a:ch:{main}:stock',
    msg: expect.stringContaining('a:ch:{main}:stock is a'),
  });
  await supertest(service.url).get('/v1/stores').expect(500);
  await logLine(service, ({ key }) => key === 'a:ch:stores');
  await service.stop();
});

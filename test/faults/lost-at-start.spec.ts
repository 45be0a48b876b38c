import supertest from 'supertest';
import { CuttingProxy } from '../support/cutting-proxy';
import { House } from '../support/house';
import { startRedis, TestRedis } from '../support/redis-server';

let redis: TestRedis;
let proxy: CuttingProxy;
let house: House | undefined;

beforeEach(async () => {
  redis = await startRedis();
  proxy = await CuttingProxy.before(redis.path);
  const old = `#!lua name=countinghouse_0\nredis.register_function('old', function() return 1 end)`;
  await redis.client.function('LOAD', old);
});
afterEach(async () => {
  await house?.close();
  house = undefined;
  await proxy.stop();
  await redis.stop();
});

describe('a connection lost while the service starts, at', () => {
  it.each([
    ['INFO', 'info\r\n$6\r\nserver'],
    ['CONFIG GET', 'config'],
    ['FUNCTION LIST', 'LIST'],
    ['FUNCTION LOAD', 'LOAD'],
    ['FUNCTION DELETE', 'DELETE'],
    ['ZADD of the name of DEFAULT_STORE', 'zadd'],
    ['FCALL for DEFAULT_STORE', 'fcall'],
    ['FCALL that makes DEFAULT_STORE', 'create_store'],
  ])('%s, is made anew, and the start goes on', async (_, command) => {
    proxy.cutNextReply(command);
    house = await House.open({ REDIS_URL: proxy.url }, redis);
    expect(proxy.hasCut).toBe(true);
    await supertest(house.url).get('/v1/stores/main').expect(200);
    const { body } = await supertest(house.url).get('/v1/stores').expect(200);
    expect(body.items).toHaveLength(1);
    await supertest(house.url).get('/health/ready').expect(200);
  });
});

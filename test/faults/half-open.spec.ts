import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { CuttingProxy } from '../support/cutting-proxy';
import { House, StoreCalls } from '../support/house';
import { startRedis, TestRedis } from '../support/redis-server';
import { sleep } from '../support/time';

/** A command waits five seconds for its answer, the connection is listened to for three, and a machine may be slow. */
const SERVED_WITHIN_MS = 10_000;

let redis: TestRedis;
let proxy: CuttingProxy;
let house: House;
let store: StoreCalls;

beforeEach(async () => {
  redis = await startRedis();
  proxy = await CuttingProxy.before(redis.path);
  house = await House.open({ REDIS_URL: proxy.url, SWEEP_INTERVAL_MS: 3_600_000 }, redis);
  store = await house.store();
  await store.receive('TEE', 10);
});
afterEach(async () => {
  await house.close();
  await proxy.stop();
  await redis.stop();
});

const sell = (key: string) => store.post('/inventory/items/TEE/deductions', { quantity: 1 }, key);

describe('a connection to Redis whose other end is gone without a word', () => {
  it('is given up and made anew, also where nobody but one caller asks, and the same key settles the call', async () => {
    proxy.fallSilent();
    proxy.speak();
    const started = Date.now();
    const key = randomUUID();
    const { body } = await sell(key).expect(503);
    expect(body).toMatchObject({ code: 'STORE_UNAVAILABLE', outcome: 'unknown' });
    while ((await sell(key)).status !== 201) {
      expect(Date.now() - started).toBeLessThan(SERVED_WITHIN_MS);
      await sleep(50);
    }
    expect((await store.stock('TEE')).onHand).toBe(9);
  });

  it('is given up by a service that has nothing to do: a call after ten seconds is served at once', async () => {
    proxy.fallSilent();
    proxy.speak();
    await sleep(SERVED_WITHIN_MS);
    const started = Date.now();
    await sell(randomUUID()).expect(201);
    expect(Date.now() - started).toBeLessThan(1_000);
  });

  it('is told by readiness, and served again as soon as the other end is there, however long it was not', async () => {
    proxy.fallSilent();
    const { body } = await supertest(house.url).get('/health/ready').expect(503);
    expect(body.detail).toContain('redis: it did not answer within 2000 ms');
    // Its first connection is given up, and so are those that follow it into the silence.
    await sleep(12_000);
    proxy.speak();
    const back = Date.now();
    while ((await supertest(house.url).get('/health/ready')).status !== 200) {
      expect(Date.now() - back).toBeLessThan(SERVED_WITHIN_MS);
      await sleep(50);
    }
    await sell(randomUUID()).expect(201);
  });
});

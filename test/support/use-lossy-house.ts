import { Response } from 'supertest';
import { CuttingProxy } from './cutting-proxy';
import { House, StoreCalls } from './house';
import { startRedis, TestRedis } from './redis-server';
import { sleep } from './time';
import { WithStore } from './use-house';

interface LossyHouse extends WithStore {
  readonly proxy: CuttingProxy;
}

/** One service for all tests of a file that can lose replies of its Redis, and in it a new store for each. */
export function useLossyHouse(): LossyHouse {
  let redis: TestRedis;
  let proxy: CuttingProxy;
  let house: House;
  let store: StoreCalls;
  beforeAll(async () => {
    redis = await startRedis();
    proxy = await CuttingProxy.before(redis.path);
    house = await House.open({ REDIS_URL: proxy.url, SWEEP_INTERVAL_MS: 3_600_000 }, redis);
  });
  afterAll(async () => {
    await house.close();
    await proxy.stop();
    await redis.stop();
  });
  beforeEach(async () => {
    store = await house.store();
  });
  return {
    get proxy() {
      return proxy;
    },
    get house() {
      return house;
    },
    get store() {
      return store;
    },
  };
}

/** Repeats while the service reconnects, as a caller would. */
export async function retry(call: () => PromiseLike<Response>): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    const response = await call();
    if (response.status !== 503 || attempt === 50) return response;
    expect(response.body.outcome).toBe('not_executed');
    await sleep(50);
  }
}

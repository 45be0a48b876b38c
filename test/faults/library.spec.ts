import { loadLibrary } from '../../src/platform/scripts/script-library';
import { House, StoreCalls } from '../support/house';
import { startRedis, TestRedis } from '../support/redis-server';

let redis: TestRedis;
let house: House;
let store: StoreCalls;

const open = (): Promise<House> => House.open({ SWEEP_INTERVAL_MS: 3_600_000 }, redis);
const sell = () => store.post('/inventory/items/TEE/deductions', { quantity: 1 });
const libraries = async (): Promise<string[]> =>
  ((await redis.client.function('LIST')) as string[][]).map(([, name]) => name!).sort();

beforeEach(async () => {
  redis = await startRedis();
  house = await open();
  store = await house.store();
  await store.receive('TEE', 10);
});
afterEach(async () => {
  await house.close();
  await redis.stop();
});

describe('the library of scripts', () => {
  it('is loaded once, however many services start', async () => {
    const second = await open();
    expect(await libraries()).toEqual([loadLibrary().name]);
    await second.close();
  });

  it('is loaded again, and the call executed once, where a Redis has lost it', async () => {
    await redis.client.function('FLUSH');
    await sell().expect(201);
    expect((await store.stock('TEE')).onHand).toBe(9);
  });

  it('of another version is removed at the start, and what is not ours is left alone', async () => {
    const body = `redis.register_function('NAME', function() return 1 end)`;
    await redis.client.function('LOAD', `#!lua name=countinghouse_0\n${body.replace('NAME', 'old')}`);
    await redis.client.function('LOAD', `#!lua name=theirs\n${body.replace('NAME', 'their_function')}`);
    const second = await open();
    expect(await libraries()).toEqual([loadLibrary().name, 'theirs']);
    await second.close();
  });
});

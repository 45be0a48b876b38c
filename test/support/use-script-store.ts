import { startRedis, TestRedis } from './redis-server';
import { ScriptStore, Units } from './script-store';

/** One Redis for all tests of a file, emptied for each, and in it a store with these units on hand. */
export function useScriptStore(units: Units): { readonly redis: TestRedis; readonly store: ScriptStore } {
  let redis: TestRedis;
  let store: ScriptStore;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  beforeEach(async () => {
    await redis.client.flushall();
    store = await ScriptStore.create(redis.client);
    await store.receive(units);
  });
  return {
    get redis() {
      return redis;
    },
    get store() {
      return store;
    },
  };
}

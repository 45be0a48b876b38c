import { Config } from '../../src/platform/config/config';
import { useStore, WithStore } from './use-house';

/** A store for each test that sells TEE and MUG. */
export function useShop(settings: Partial<Config> = {}): WithStore {
  const the = useStore(settings);
  beforeEach(async () => {
    await the.store.receive('TEE', 10);
    await the.store.receive('MUG', 5);
    await the.store.price('TEE', 1999);
    await the.store.price('MUG', 850);
  });
  return the;
}

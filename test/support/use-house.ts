import { Config } from '../../src/platform/config/config';
import { House, StoreCalls } from './house';

type Settings = Partial<Config>;

/** State that the tests of a file share; read when a test runs, since it is not there before. */
export interface WithHouse {
  readonly house: House;
}
export interface WithStore extends WithHouse {
  readonly store: StoreCalls;
}

/** One service for all tests of a file. */
export function useHouse(settings: Settings = {}): WithHouse {
  let house: House;
  beforeAll(async () => {
    house = await House.open(settings);
  });
  afterAll(() => house.close());
  return {
    get house() {
      return house;
    },
  };
}

/** One service for all tests of a file, and in it a new store for each. */
export function useStore(settings: Settings = {}, body?: object): WithStore {
  const shared = useHouse(settings);
  let store: StoreCalls;
  beforeEach(async () => {
    store = await shared.house.store(body);
  });
  return {
    get house() {
      return shared.house;
    },
    get store() {
      return store;
    },
  };
}

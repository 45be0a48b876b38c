import { Config } from '../../src/platform/config/config';
import { TestPostgres } from './postgres';
import { useHouse, WithHouse } from './use-house';

export interface WithArchivedHouse extends WithHouse {
  readonly postgres: TestPostgres;
}

/** With these, Redis keeps nothing for longer than a second that is archived. */
export const LEAVING: Partial<Config> = { HISTORY_SECONDS: 1, SWEEP_INTERVAL_MS: 50 };

/** One service with an archive of its own for all tests of a file. */
export function useArchivedHouse(settings: Partial<Config> = {}): WithArchivedHouse {
  const archived = { ...settings };
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await TestPostgres.start();
    archived.ARCHIVE_URL = postgres.url;
  });
  const the = useHouse(archived);
  // Jest runs these in the order in which they stand: the service stops before its archive does.
  afterAll(() => postgres?.stop());
  return {
    get house() {
      return the.house;
    },
    get postgres() {
      return postgres;
    },
  };
}

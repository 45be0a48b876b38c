import { Config } from '../../src/platform/config/config';
import { TestPostgres } from './postgres';
import { useHouse, WithHouse } from './use-house';

/** One service with an archive of its own for all tests of a file. */
export function useArchivedHouse(settings: Partial<Config> = {}): WithHouse {
  const archived = { ...settings };
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await TestPostgres.start();
    archived.ARCHIVE_URL = postgres.url;
  });
  const the = useHouse(archived);
  // Jest runs these in the order in which they stand: the service stops before its archive does.
  afterAll(() => postgres.stop());
  return the;
}

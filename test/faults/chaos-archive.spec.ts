import { findArchiveFaults } from '../chaos/archives';
import { eventually } from '../support/eventually';
import { LEAVING, useArchivedHouse } from '../support/use-archived-house';

jest.setTimeout(60_000);

/** The judge of the archive in `npm run chaos`. */
describe('the oracle of archives', () => {
  const the = useArchivedHouse(LEAVING);

  const faults = (): Promise<string[]> => findArchiveFaults(the.house.url, the.postgres, 0);

  it('finds nothing where nothing happened, a row that is lost, and one that has other units', async () => {
    const store = the.house.calls('main');
    for (let i = 0; i < 3; i++) await store.receive('TEE', 5);
    await store.fund('ann', 5);
    await eventually(async () => expect(await faults()).toEqual([]));

    await the.postgres.rows(`delete from countinghouse.entries where account = 'ann'`);
    expect(await faults()).toEqual([expect.stringContaining('an audit of the archive says 200')]);
    await the.postgres.rows(
      `delete from countinghouse.movements where sku = 'TEE' and sequence in (
        select min(sequence) + 1 from countinghouse.movements where sku = 'TEE')`,
    );
    expect(await faults()).toContain('TEE has 2 rows in the archive, the newest is 3');
    await the.postgres.rows(`update countinghouse.movements set sequence = 2, on_hand_change = 6
      where sku = 'TEE' and sequence = 3`);
    expect(await faults()).toEqual([expect.stringContaining('"onHandChange","redis":15,"archive":11')]);
  });
});

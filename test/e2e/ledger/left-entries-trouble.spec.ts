import { StoreCalls } from '../../support/house';
import { allPages, haveLeft, Item, keptEntries, sendMoney } from '../../support/trimmed-store';
import { LEAVING, useArchivedHouse } from '../../support/use-archived-house';

jest.setTimeout(120_000);

const the = useArchivedHouse(LEAVING);
let store: StoreCalls;

const SHOP = '/ledger/accounts/shop';
const differences = async (): Promise<Item[]> =>
  (await store.post('/audits/archive').expect(200)).body.differences;
const deep = async (): Promise<Item> => (await store.post('/ledger/audits', { deep: true }).expect(200)).body;

describe('entries that have left', () => {
  beforeAll(async () => {
    store = await the.house.store();
    await sendMoney(store, 300);
    await store.receive('TEE', 1);
    await haveLeft(the.house, store);
    expect((await keptEntries(the.house, store, 'shop')).slice(0, 2)).toEqual([0, 200]);
  });

  it.each([
    ['lost', `delete from countinghouse.entries`, ['rows', 'change']],
    ['changed', `update countinghouse.entries set change = change + 1`, ['change']],
  ])('are missed by the audit where the archive has %s one', async (_, fault, fields) => {
    const where = `store = '${store.name}' and account = 'shop' and sequence = 9`;
    await the.postgres.rows(`create table kept as select * from countinghouse.entries where ${where}`);
    await the.postgres.rows(`${fault} where ${where}`);
    expect(await differences()).toEqual(
      fields.map((field) => ({
        ...{ table: 'entries', id: 'shop', type: 'USD', day: null, field },
        ...{ redis: expect.any(Number), archive: expect.any(Number) },
      })),
    );
    expect((await deep()).drift).toEqual([]);
    await the.postgres.rows(`delete from countinghouse.entries where ${where}`);
    await the.postgres.rows('insert into countinghouse.entries select * from kept');
    await the.postgres.rows('drop table kept');
    expect(await differences()).toEqual([]);
  });

  it('are waited for while PostgreSQL is away, and nothing else is', async () => {
    const [first] = await allPages(store, `${SHOP}/entries?order=asc`);
    const old = first!.at;
    await the.postgres.kill();
    try {
      for (const path of [
        ...[`${SHOP}/entries?order=asc`, `${SHOP}?at=${old}`, `${SHOP}/statement`],
        ...[`${SHOP}/statement?format=csv&to=${old}`, '/ledger/export?format=hledger'],
      ]) {
        const answer = await store.get(path);
        expect([path, answer.status, answer.body.code]).toEqual([path, 503, 'ARCHIVE_UNAVAILABLE']);
        expect(answer.headers['retry-after']).toBe('1');
      }
      const { body } = await store.get(`${SHOP}/entries?order=desc&limit=101`).expect(200);
      expect(body.items).toHaveLength(101);
      await store.get(`${SHOP}?at=${body.items[0].at}`).expect(200);
      await store.get(`${SHOP}/statement?from=${body.items[0].at}`).expect(200);
      await store.post('/ledger/transfers/t3/reverse', {}).expect(201);
      await store.post('/ledger/transfers', { from: 'ann', to: 'shop', amount: 1 }).expect(201);
      expect(await deep()).toMatchObject({ drift: [], unsettled: [] });
    } finally {
      await the.postgres.resume();
    }
    expect(await allPages(store, `${SHOP}/entries?order=asc`)).toHaveLength(302);
  });
});

it('leave while they are audited, stated and listed: nothing is missing, nothing comes twice', async () => {
  store = await the.house.store();
  await store.fund('ann', 1_000_000);
  await store.put(SHOP, {}).expect(201);
  let [paying, sent] = [true, 0];
  const pay = async (): Promise<void> => {
    for (let round = 0; round < 40; round++) {
      const transfers = Array.from({ length: 50 }, () => ({ from: 'ann', to: 'shop', amount: 1 }));
      await store.post('/ledger/transfers/batch', { mode: 'atomic', transfers }).expect(200);
      sent += 50;
      await new Promise((done) => setTimeout(done, 60));
    }
    paying = false;
  };
  const sequences = (items: Item[]): number[] => items.map(({ sequence }) => sequence);
  const upTo = (last: number): number[] => Array.from({ length: last }, (_, i) => i + 1);
  const look = async (): Promise<void> => {
    while (paying) {
      expect((await deep()).drift).toEqual([]);
      const before = sent;
      const { body } = await store.get(`${SHOP}/statement`).expect(200);
      const stated = sequences(body.entries);
      expect(stated.length).toBeGreaterThanOrEqual(before);
      expect(stated).toEqual(upTo(stated.length));
      expect(body.closing).toBe(stated.length);
      const listed = sequences(await allPages(store, `${SHOP}/entries?order=asc`));
      expect(listed).toEqual(upTo(listed.length));
    }
  };
  await Promise.all([pay(), look()]);
  await store.receive('TEE', 1);
  await haveLeft(the.house, store);
  expect((await keptEntries(the.house, store, 'shop')).slice(0, 2)).toEqual([0, 1_900]);
  expect(await deep()).toMatchObject({ drift: [], unsettled: [] });
  expect(await differences()).toEqual([]);
});

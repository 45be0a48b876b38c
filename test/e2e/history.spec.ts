import { StoreCalls } from '../support/house';
import { takeTour } from '../support/tour';
import { allPages, haveLeft, Item } from '../support/trimmed-store';
import { LEAVING, useArchivedHouse } from '../support/use-archived-house';

jest.setTimeout(60_000);

const the = useArchivedHouse(LEAVING);
let store: StoreCalls;

const key = (name: string): string => `ch:{${store.name}}:${name}`;
const hash = (name: string): Promise<Record<string, string>> => the.house.redis.client.hgetall(key(name));

const all = (path: string, limit?: number): Promise<Item[]> => allPages(store, path, limit);

const left = (): Promise<void> => haveLeft(the.house, store);

const audits = async (body: object): Promise<Item> =>
  (await store.post('/inventory/audits', body).expect(200)).body;
const differences = async (): Promise<Item[]> =>
  (await store.post('/audits/archive').expect(200)).body.differences;

/** 40 units in, then deductions of one each, the first with a reference; an effect in the end, which stays. */
async function sell(count: number): Promise<void> {
  await store.receive('TEE', 1_000);
  await store
    .post('/inventory/items/TEE/deductions', { id: 'first', quantity: 3, reference: 'a "quoted" \\ one' })
    .expect(201);
  for (let i = 0; i < count; i += 100) {
    const items = Array.from({ length: 100 }, (_, n) => ({ id: `d${i + n}`, sku: 'TEE', quantity: 1 }));
    await store.post('/inventory/deductions/batch', { items }).expect(200);
  }
  await store.receive('CAP', 1);
}

describe('what is archived and old', () => {
  let before: { movements: Item[]; journal: Item[]; deductions: Item[]; operation: Item };
  const readAll = async (): Promise<typeof before> => ({
    movements: await all('/inventory/items/TEE/movements'),
    journal: await all('/journal'),
    deductions: await Promise.all(
      ['first', 'd0', 'd399'].map(
        async (id) => (await store.get(`/inventory/items/TEE/deductions/${id}`).expect(200)).body,
      ),
    ),
    operation: (await store.get('/operations/once').expect(200)).body,
  });

  beforeAll(async () => {
    store = await the.house.store();
    const once = { delta: 5, reason: 'received' };
    await store.post('/inventory/items/TEE/adjustments', once, 'once').expect(201);
    await sell(700);
    before = await readAll();
    await left();
  });

  it('has left the memory of Redis, behind what it came to', async () => {
    const kept = await hash('movements');
    expect(Object.keys(kept).sort()).toEqual(['CAP/1', 'TEE/0']);
    expect(kept['TEE/0']).toMatch(/^703 \d{13} 302 0 703$/);
    expect(await hash('trimmed')).toMatchObject({
      effects: String(before.journal.length - 1),
      first: before.journal[0]!.id,
    });
  });

  it('is read as before: movements, the journal, deductions and operations', async () => {
    expect(await readAll()).toEqual(before);
    expect(before.movements.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 703 }, (_, i) => i + 1),
    );
  });

  it('is listed in pages of any size, in both directions, across what is newer', async () => {
    await store.receive('TEE', 2);
    await store.receive('TEE', 1);
    const movements = await all('/inventory/items/TEE/movements');
    expect(movements.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 705 }, (_, i) => i + 1));
    for (const limit of [1, 2, 3, 4]) {
      const { body } = await store
        .get(`/inventory/items/TEE/movements?order=desc&limit=${limit}`)
        .expect(200);
      expect(body.items).toEqual(movements.slice(-limit).reverse());
    }
    for (const limit of [47, 141, 200]) {
      expect(await all('/inventory/items/TEE/movements', limit)).toEqual(movements);
      expect(await all('/inventory/items/TEE/movements?order=desc', limit)).toEqual([...movements].reverse());
    }
    const [from, to] = [movements[3]!.at, movements[650]!.at];
    const within = movements.filter(({ at }) => at >= from && at <= to);
    expect(await all(`/inventory/items/TEE/movements?from=${from}&to=${to}`, 100)).toEqual(within);
    expect(await all(`/inventory/items/TEE/movements?from=${from}&to=${to}&order=desc`, 100)).toEqual(
      [...within].reverse(),
    );
    for (const after of [1, 702, 703, 704, 705]) {
      const { body } = await store.get(`/inventory/items/TEE/movements?after=${after}&limit=200`).expect(200);
      expect(body.items).toEqual(movements.slice(after, after + 200));
    }
  });

  it('adds up: stock against Redis alone and through the archive, Redis against the archive', async () => {
    for (const body of [{}, { deep: true }, { deep: true, archive: true }, { repair: true }]) {
      expect(await audits(body)).toMatchObject({ drift: [], unsettled: [] });
    }
    expect(await differences()).toEqual([]);
  });

  it('is missed by the audits where the archive has lost a row of it', async () => {
    const where = `store = '${store.name}' and`;
    await the.postgres.rows(
      `create table lost as select * from countinghouse.movements where ${where} sequence = 9`,
    );
    await the.postgres.rows(`delete from countinghouse.movements where ${where} sequence = 9`);
    await the.postgres.rows(
      `delete from countinghouse.events where ${where} id = '${before.journal[7]!.id}'`,
    );
    expect(await differences()).toEqual([
      {
        table: 'events',
        day: null,
        type: null,
        field: 'rows',
        redis: expect.any(Number),
        archive: expect.any(Number),
      },
      {
        table: 'movements',
        day: null,
        type: null,
        id: 'TEE',
        field: 'rows',
        redis: expect.any(Number),
        archive: expect.any(Number),
      },
      {
        table: 'movements',
        day: null,
        type: null,
        id: 'TEE',
        field: 'onHandChange',
        redis: expect.any(Number),
        archive: expect.any(Number),
      },
    ]);
    expect((await audits({})).drift).toEqual([]);
    expect((await audits({ archive: true })).drift.map(({ field }: Item) => field)).toEqual([
      'onHand',
      'sold',
      'movements',
    ]);
    await the.postgres.rows('insert into countinghouse.movements select * from lost');
    expect((await audits({ archive: true })).drift).toEqual([]);
  });
});

describe('a deduction whose movement has left', () => {
  beforeEach(async () => {
    store = await the.house.store();
    await sell(100);
    await left();
  });

  it('is reversed in parts and once, and archived as it is then', async () => {
    const back = (id: string, body: object, status: number): Promise<Item> =>
      store
        .post(`/inventory/items/TEE/deductions/${id}/reversal`, body)
        .expect(status)
        .then(({ body: told }) => told);
    await back('first', { quantity: 1, id: 'part' }, 201);
    expect((await back('first', { quantity: 3 }, 409)).code).toBe('QUANTITY_EXCEEDED');
    await back('first', {}, 201);
    expect((await back('first', {}, 409)).code).toBe('INVALID_STATE');
    await store.receive('CAP', 1);
    await left();
    const { body } = await store.get('/inventory/items/TEE/deductions/first').expect(200);
    expect(body).toMatchObject({ quantity: 3, from: 1000, to: 997, available: 997, reversed: 3 });
    const [row] = await the.postgres.rows(
      'select * from countinghouse.deductions where store = $1 and id = $2',
      [store.name, 'first'],
    );
    expect([row!.quantity, row!.reversed, row!.reference]).toEqual(['3', '3', 'a "quoted" \\ one']);
    expect(await differences()).toEqual([]);
    expect(await audits({ archive: true })).toMatchObject({ drift: [], unsettled: [] });
  });

  it('keeps its id', async () => {
    const again = { id: 'd7', quantity: 1 };
    const { body } = await store.post('/inventory/items/TEE/deductions', again).expect(409);
    expect(body.code).toBe('OPERATION_ALREADY_EXECUTED');
  });
});

describe('every operation', () => {
  it('leaves histories that are told as before', async () => {
    store = await the.house.store();
    await takeTour(the.house.url, store, async (request) => request);
    const skus = (await all('/inventory/items')).map(({ sku }) => sku as string);
    const read = async (): Promise<Item> => ({
      journal: await all('/journal'),
      movements: await Promise.all(skus.map((sku) => all(`/inventory/items/${sku}/movements`))),
    });
    const before = await read();
    await left();
    expect(await read()).toEqual(before);
    expect(await differences()).toEqual([]);
    expect((await audits({ archive: true })).drift).toEqual([]);
    expect((await audits({})).drift).toEqual([]);
  });
});

describe('while the archive is away', () => {
  it('nothing leaves, sales go on, and reads that need it are refused for now', async () => {
    store = await the.house.store();
    await sell(100);
    await left();
    await the.postgres.kill();
    await store.post('/inventory/items/TEE/deductions', { quantity: 1 }).expect(201);
    await store.post('/inventory/items/TEE/deductions/d3/reversal', {}).expect(201);
    const reads = ['items/TEE/movements', 'items/TEE/deductions/first'].map((path) => `/inventory/${path}`);
    for (const path of [...reads, '/journal', '/journal?order=desc']) {
      const answer = await store.get(path).expect(503);
      expect([answer.body.code, answer.headers['retry-after']]).toEqual(['ARCHIVE_UNAVAILABLE', '1']);
    }
    expect((await store.post('/inventory/audits', { archive: true }).expect(503)).body.code).toBe(
      'ARCHIVE_UNAVAILABLE',
    );
    expect((await audits({})).drift).toEqual([]);
    const newest = '/inventory/items/TEE/movements?order=desc&limit=2';
    expect((await store.get(newest).expect(200)).body.items).toHaveLength(2);
    await new Promise((done) => setTimeout(done, 1_500));
    expect(Object.keys(await hash('movements')).sort()).toEqual(['CAP/1', 'TEE/0', 'TEE/103', 'TEE/104']);
    await the.postgres.resume();
    await store.receive('CAP', 1);
    await left();
    expect(await all('/inventory/items/TEE/movements')).toHaveLength(104);
  });
});

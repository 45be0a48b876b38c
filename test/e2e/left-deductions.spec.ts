import { crowd } from '../support/crowd';
import { StoreCalls } from '../support/house';
import { haveLeft, Item } from '../support/trimmed-store';
import { LEAVING, useArchivedHouse } from '../support/use-archived-house';

jest.setTimeout(60_000);

const the = useArchivedHouse(LEAVING);
let store: StoreCalls;

beforeEach(async () => {
  store = await the.house.store();
  await store.receive('TEE', 1_000);
});

const TEE = '/inventory/items/TEE';
const kept = async (): Promise<string[]> =>
  (await the.house.redis.client.hkeys(`ch:{${store.name}}:deductions`)).sort();

/** All that happened so far has left. */
async function left(): Promise<void> {
  await store.receive('CAP', 1);
  await haveLeft(the.house, store);
}
async function sell(body: object): Promise<string> {
  return (await store.post(`${TEE}/deductions`, body).expect(201)).body.id;
}
const read = async (id: string): Promise<Item> =>
  (await store.get(`${TEE}/deductions/${id}`).expect(200)).body;
const back = async (id: string, body: object, status: number): Promise<Item> =>
  (await store.post(`${TEE}/deductions/${id}/reversal`, body).expect(status)).body;
const differences = async (): Promise<Item[]> =>
  (await store.post('/audits/archive').expect(200)).body.differences;

async function expectSound(onHand: number, sold: number): Promise<void> {
  expect(await store.stock('TEE')).toMatchObject({ onHand, sold });
  for (const body of [{}, { deep: true, archive: true }]) {
    const audit = (await store.post('/inventory/audits', body).expect(200)).body;
    expect(audit).toMatchObject({ drift: [], unsettled: [] });
  }
  expect(await differences()).toEqual([]);
}

it('leave Redis with their movements, and are read as before', async () => {
  const ids = [await sell({ quantity: 3, reference: 'a \\ "b"' }), await sell({ quantity: 2 })];
  const { body } = await store.post('/inventory/deductions/batch', { items: many(300) }).expect(200);
  ids.push(...body.results.map((result: Item) => result.body.id));
  await back(ids[0]!, { quantity: 1 }, 201);
  await back(ids[1]!, {}, 201);
  const before = await Promise.all(ids.slice(0, 10).map(read));
  expect(before.map(({ reversed }) => reversed)).toEqual([1, 2, ...Array<undefined>(8)]);
  await left();
  expect(await kept()).toEqual([]);
  expect(await Promise.all(ids.slice(0, 10).map(read))).toEqual(before);
  await expectSound(698, 302);
});

const many = (count: number): object[] => Array.from({ length: count }, () => ({ sku: 'TEE', quantity: 1 }));

it('leave also where the archive was further behind than history is kept', async () => {
  await store.receive('TEE', 5_000);
  await the.postgres.kill();
  for (let i = 0; i < 8; i++)
    await store.post('/inventory/deductions/batch', { items: many(500) }).expect(200);
  await new Promise((done) => setTimeout(done, 1_500));
  await the.postgres.resume();
  await left();
  expect(await kept()).toEqual([]);
  await expectSound(2_000, 4_000);
});

it('are given back in parts, never more than they took, however often they left', async () => {
  const id = await sell({ quantity: 5 });
  await left();
  await back(id, { quantity: 2 }, 201);
  expect(await kept()).toEqual([id]);
  await left();
  expect(await kept()).toEqual([]);
  expect((await back(id, { quantity: 4 }, 409)).lines).toEqual([{ sku: 'TEE', left: 3, requested: 4 }]);
  expect(await kept()).toEqual([]);
  await back(id, { quantity: 2, id: 'part' }, 201);
  await left();
  expect(await kept()).toEqual([`${id}/part`]);
  expect((await back(id, { quantity: 1, id: 'part' }, 409)).code).toBe('OPERATION_ALREADY_EXECUTED');
  await back(id, {}, 201);
  expect((await back(id, {}, 409)).code).toBe('INVALID_STATE');
  await left();
  expect((await back(id, {}, 409)).code).toBe('INVALID_STATE');
  expect(await read(id)).toMatchObject({ quantity: 5, from: 1_000, to: 995, available: 995, reversed: 5 });
  await expectSound(1_000, 0);
});

it('are given back once where many ask at once, and answer a repeat as they did', async () => {
  const ids = await Promise.all([1, 2, 3, 4].map(() => sell({ quantity: 1 })));
  await left();
  const statuses = await crowd(40, async (i) => {
    return (await store.post(`${TEE}/deductions/${ids[i % 4]}/reversal`, {}, `back-${i % 4}`)).status;
  });
  expect(new Set(statuses)).toEqual(new Set([201]));
  await left();
  const again = await store.post(`${TEE}/deductions/${ids[0]}/reversal`, {}, 'back-0').expect(201);
  expect(again.headers['idempotent-replayed']).toBe('true');
  await expectSound(1_000, 0);
});

it('are tried first without a trace', async () => {
  const id = await sell({ quantity: 4 });
  await left();
  const tried = await store.post(`${TEE}/deductions/${id}/reversal?dryRun=true`, { quantity: 3 }).expect(201);
  expect([tried.headers['dry-run'], tried.body.quantity]).toEqual(['true', 3]);
  expect(await kept()).toEqual([]);
  await expectSound(996, 4);
});

it('give back what a campaign counts', async () => {
  await store.put('/campaigns/drop', { skus: ['TEE'], perOwner: 2 }).expect(201);
  const id = await sell({ quantity: 2, ownerId: 'ann' });
  await left();
  await store.post(`${TEE}/deductions`, { quantity: 1, ownerId: 'ann' }).expect(409);
  await back(id, { quantity: 1 }, 201);
  await left();
  await back(id, {}, 201);
  expect((await store.get('/campaigns/drop/owners/ann').expect(200)).body.used).toBe(0);
});

describe('ids', () => {
  it('of deductions that left are taken, in a batch too', async () => {
    const id = await sell({ quantity: 1 });
    await left();
    const { body } = await store.post(`${TEE}/deductions`, { id, quantity: 1 }).expect(409);
    expect(body).toMatchObject({ code: 'OPERATION_ALREADY_EXECUTED', id });
    const items = [{ sku: 'TEE', quantity: 1 }, { id, sku: 'TEE', quantity: 1 }, ...many(1)];
    const { results } = (await store.post('/inventory/deductions/batch', { items }).expect(200)).body;
    expect(results.map(({ status }: Item) => status)).toEqual([201, 409, 201]);
    await expectSound(997, 3);
  });

  it('that callers choose stay, also those that name a later time than they were used', async () => {
    const later = `${(Date.now() + 86_400_000).toString(16).padStart(12, '0').replace(/^.{8}/, '$&-')}-7abc-8def-0123456789ab`;
    for (const id of ['chosen', later]) await sell({ id, quantity: 1 });
    await left();
    expect(await kept()).toEqual([later, 'chosen'].sort());
    for (const id of ['chosen', later]) {
      expect((await store.post(`${TEE}/deductions`, { id, quantity: 1 }).expect(409)).body.code).toBe(
        'OPERATION_ALREADY_EXECUTED',
      );
      await back(id, {}, 201);
    }
    await expectSound(1_000, 0);
  });

  it('that were never used, or of another SKU, are not found', async () => {
    const id = await sell({ quantity: 1 });
    await left();
    const never = id.replace(/.{6}$/, '000000');
    const paths = [`${TEE}/deductions/${never}`, `/inventory/items/CAP/deductions/${id}`];
    for (const path of paths) {
      expect((await store.get(path).expect(404)).body.code).toBe('DEDUCTION_NOT_FOUND');
      expect((await store.post(`${path}/reversal`, {}).expect(404)).body.code).toBe('DEDUCTION_NOT_FOUND');
    }
  });
});

it('stay where the archive has them otherwise, and are missed where it has lost them', async () => {
  // As it is archived: later on it might have left before it is changed.
  await the.postgres.rows(
    `create function other() returns trigger language plpgsql as $$
     begin new.record := new.record || ' TEE/1'; return new; end $$`,
  );
  await the.postgres.rows(
    'create trigger other before insert on countinghouse.deductions for each row execute function other()',
  );
  const id = await sell({ quantity: 1 });
  await left();
  expect(await kept()).toEqual([id]);
  await the.postgres.rows('drop function other cascade');
  expect(await differences()).toMatchObject([{ table: 'deductions', id, field: 'record' }]);
  const sold = await sell({ quantity: 1 });
  await left();
  expect(await kept()).toEqual([id]);
  await the.postgres.rows(
    `delete from countinghouse.deductions where store = '${store.name}' and id = '${sold}'`,
  );
  expect(await differences()).toContainEqual({
    ...{ table: 'deductions', id: sold, field: 'record', day: null, type: null, redis: 1, archive: 0 },
  });
});

it('wait for PostgreSQL while it is away: nothing else does', async () => {
  const id = await sell({ quantity: 1 });
  await left();
  await the.postgres.kill();
  try {
    for (const answer of [
      await store.get(`${TEE}/deductions/${id}`),
      await store.post(`${TEE}/deductions/${id}/reversal`, {}),
      await store.post(`${TEE}/deductions`, { id, quantity: 1 }),
      await store.post('/inventory/deductions/batch', { items: [{ id, sku: 'TEE', quantity: 1 }] }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([503, 'ARCHIVE_UNAVAILABLE']);
    }
    await back(await sell({ quantity: 1 }), {}, 201);
  } finally {
    await the.postgres.resume();
  }
  await back(id, {}, 201);
});

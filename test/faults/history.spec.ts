import { House } from '../support/house';
import { TestPostgres } from '../support/postgres';
import { startRedis, TestRedis } from '../support/redis-server';
import { allPages, haveLeft, keptEntries } from '../support/trimmed-store';

jest.setTimeout(120_000);

const OPERATIONS = 4_000;
const AT_ONCE = 40;

let postgres: TestPostgres;
let redis: TestRedis;
let houses: House[];

beforeAll(async () => {
  postgres = await TestPostgres.start();
  redis = await startRedis();
  const settings = {
    ...{ ARCHIVE_URL: postgres.url, HISTORY_SECONDS: 1, SWEEP_INTERVAL_MS: 50, IDEMPOTENCY_TTL_SECONDS: 1 },
  };
  houses = [await House.open(settings, redis), await House.open(settings, redis)];
});
afterAll(async () => {
  await Promise.all((houses ?? []).map((house) => house.close()));
  await redis?.stop();
  await postgres?.stop();
});

it('two services trim one store while it sells and PostgreSQL is killed: all is told once, and memory stays', async () => {
  const [one, other] = houses as [House, House];
  const store = await one.store();
  await store.receive('TEE', 1_000_000);
  await store.fund('ann', OPERATIONS);
  await store.put('/ledger/accounts/shop', {}).expect(201);
  const kept: number[] = [];
  for (let i = 0; i < OPERATIONS; i += AT_ONCE) {
    const calls = (i / AT_ONCE) % 2 ? store : other.calls(store.name);
    const items = Array.from({ length: AT_ONCE }, () => ({ sku: 'TEE', quantity: 1 }));
    await calls.post('/inventory/deductions/batch', { items }).expect(200);
    const transfers = Array.from({ length: AT_ONCE }, () => ({ from: 'ann', to: 'shop', amount: 1 }));
    await calls.post('/ledger/transfers/batch', { mode: 'atomic', transfers }).expect(200);
    if (i % 1_000 === 520) {
      await postgres.kill();
      await postgres.resume();
    }
    await new Promise((done) => setTimeout(done, 60));
    kept.push(await redis.client.hlen(`ch:{${store.name}}:movements`));
  }
  expect(Math.min(...kept.slice(-20))).toBeLessThan(OPERATIONS / 2);
  await store.receive('CAP', 1);
  await haveLeft(one, store);
  expect(await redis.client.hlen(`ch:{${store.name}}:movements`)).toBe(2);
  expect(await redis.client.hlen(`ch:{${store.name}}:deductions`)).toBe(0);

  const sequences: number[] = [];
  for (let after = 0, found: { sequence: number }[]; ; after = sequences.at(-1)!) {
    const path = `/inventory/items/TEE/movements?limit=200${after ? `&after=${after}` : ''}`;
    found = (await store.get(path).expect(200)).body.items;
    if (found.length === 0) break;
    sequences.push(...found.map(({ sequence }) => sequence));
  }
  expect(sequences).toEqual(Array.from({ length: OPERATIONS + 1 }, (_, i) => i + 1));
  const entries = await allPages(store, '/ledger/accounts/shop/entries?order=asc');
  expect(entries.map(({ sequence, balanceAfter }) => [sequence, balanceAfter])).toEqual(
    Array.from({ length: OPERATIONS }, (_, i) => [i + 1, i + 1]),
  );
  expect((await keptEntries(one, store, 'shop')).slice(0, 2)).toEqual([0, OPERATIONS - 100]);
  const ids = new Set<string>();
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body }: { body: { items: { id: string }[]; nextCursor: string | null } } = await store
      .get(`/journal?limit=200${cursor && `&cursor=${cursor}`}`)
      .expect(200);
    for (const { id } of body.items) ids.add(id);
    cursor = body.nextCursor;
  }
  expect(ids.size).toBe(2 * OPERATIONS + 6);
  const { body } = await store.post('/inventory/audits', { deep: true, archive: true }).expect(200);
  expect(body).toMatchObject({ drift: [], unsettled: [] });
  expect((await store.post('/inventory/audits', {}).expect(200)).body.drift).toEqual([]);
  const ledger = (await store.post('/ledger/audits', { deep: true }).expect(200)).body;
  expect(ledger).toMatchObject({ drift: [], unsettled: [] });
  expect((await store.post('/audits/archive').expect(200)).body.differences).toEqual([]);
});

import { eventually } from '../support/eventually';
import { StoreCalls } from '../support/house';
import { TestPostgres } from '../support/postgres';
import { startRedis, TestRedis } from '../support/redis-server';
import { Service } from '../support/service';
import { sleep } from '../support/time';

jest.setTimeout(280_000);

const KILLS = 5;
const CUTS = 60;
const BATCHES = 200;
const BATCH = 100;
const SKUS = 10;
const TRANSFERS = 200;

let redis: TestRedis;
let postgres: TestPostgres;
let seller: Service;
let store: StoreCalls;

beforeEach(async () => {
  redis = await startRedis();
  postgres = await TestPostgres.start();
  seller = await Service.start({ REDIS_URL: redis.url });
  store = new StoreCalls(seller.url, 'main');
});
afterEach(async () => {
  await seller.stop();
  await postgres.stop();
  await redis.stop();
});

const archiving = (settings: Record<string, string> = {}): Promise<Service> =>
  Service.start({ REDIS_URL: redis.url, ARCHIVE_URL: postgres.url, SWEEP_INTERVAL_MS: '50', ...settings });

async function stock(): Promise<void> {
  for (let i = 0; i < SKUS; i++) await store.receive(`SKU-${i}`, 1_000_000);
  await store.fund('ann', 1_000_000);
  await store.fund('bob', 0);
}

async function sell(batches: number): Promise<void> {
  const items = Array.from({ length: BATCH }, (_, i) => ({ sku: `SKU-${i % SKUS}`, quantity: 1 + (i % 3) }));
  for (let i = 0; i < batches; i++) await store.post('/inventory/deductions/batch', { items }).expect(200);
}

async function pay(times: number): Promise<void> {
  for (let i = 0; i < times; i++)
    await store.post('/ledger/transfers', { from: 'ann', to: 'bob', amount: 1 }).expect(201);
}

/** How many effects the journal has, batches among them. */
async function effects(): Promise<number> {
  const entries = await redis.client.xrange('ch:{main}:journal', '-', '+');
  return entries.reduce((sum, [, fields]) => sum + fields.length / 2 - 1, 0);
}

async function untilArchived(): Promise<void> {
  const expected = await effects();
  const count = (): Promise<number> => postgres.count('events', 'main').catch(() => 0);
  for (let i = 0; i < 120 && (await count()) < expected; i++) await sleep(500);
  expect(await postgres.count('events', 'main')).toBe(expected);
}

/** Ends whatever is written at some moment of the next few milliseconds, as the death of its writer does. */
async function cutOff(): Promise<void> {
  await sleep(Math.random() * 40);
  await postgres.cutOff();
}

const one = async (sql: string): Promise<number[]> =>
  Object.values((await postgres.rows(sql))[0]!).map(Number);

/** Neither lost nor doubled, by numbers that do not come from the journal. */
async function expectWhole(): Promise<void> {
  const gaps = await one(`select count(*) from (
    select sku from countinghouse.movements group by sku having count(*) <> max(sequence)) gaps`);
  expect(gaps).toEqual([0]);
  for (let i = 0; i < SKUS; i++) {
    const { onHand, sold } = await store.stock(`SKU-${i}`);
    const sums = await one(`select sum(on_hand_change) on_hand,
      (select sum(quantity) from countinghouse.deductions where sku = 'SKU-${i}') sold
      from countinghouse.movements where sku = 'SKU-${i}'`);
    expect(sums).toEqual([onHand, sold]);
  }
  for (const id of ['ann', 'bob']) {
    const sums = await one(`select sum(change), count(*) - max(sequence) gaps from countinghouse.entries
      where account = '${id}'`);
    expect(sums).toEqual([await store.balance(id), 0]);
  }
  expect(await one('select sum(change) from countinghouse.entries')).toEqual([0]);
}

describe('the archive', () => {
  it(`has each of ${BATCHES * BATCH} sales once, when its writers are killed and their transactions cut off`, async () => {
    await stock();
    await sell(BATCHES / 2);
    const selling = Promise.all([sell(BATCHES / 2), pay(TRANSFERS)]);
    // Two at once, of which one or the other dies.
    const services = [await archiving()];
    for (let kills = 0; kills < KILLS; kills++) {
      services.push(await archiving());
      for (let cuts = 0; cuts < CUTS / KILLS; cuts++) await cutOff();
      const [victim] = services.splice(Math.floor(Math.random() * 2), 1);
      victim!.signal('SIGKILL');
      await victim!.exited;
    }
    await selling;
    await untilArchived();
    await services[0]!.stop();
    expect(await postgres.count('deductions', 'main')).toBe(BATCHES * BATCH);
    expect(await postgres.count('transfers', 'main')).toBe(TRANSFERS + 1);
    await expectWhole();
  });

  it('is away while sales go on, also at the start, and has all of them once it is back', async () => {
    await stock();
    await postgres.kill();
    const service = await archiving();
    try {
      store = new StoreCalls(service.url, 'main');
      await sell(2);
      const ready = await eventually(async () => {
        const answer = await fetch(`${service.url}/health/ready`);
        const body = (await answer.json()) as { status: string; checks: Record<string, unknown>[] };
        expect([answer.status, body.status]).toEqual([200, 'degraded']);
        return body;
      });
      expect(ready.checks).toContainEqual({
        ...{ name: 'archive', ok: false },
        detail: expect.stringMatching(/^nothing is archived for now: /),
      });
      const metrics = await (await fetch(`${service.url}/metrics`)).text();
      expect(metrics).toMatch(/^countinghouse_archive_failures_total [1-9]/m);
      await postgres.resume();
      await untilArchived();
      await postgres.kill();
      await sell(2);
      await pay(3);
      await postgres.resume();
      await untilArchived();
      await expectWhole();
      await eventually(async () => {
        const { status } = (await (await fetch(`${service.url}/health/ready`)).json()) as { status: string };
        expect(status).toBe('ok');
      });
    } finally {
      await service.stop();
    }
  });

  it('goes on with another service when one stands still that holds a store', async () => {
    await stock();
    const still = await archiving();
    await untilArchived();
    const services = [await archiving()];
    try {
      still.signal('SIGSTOP');
      await sell(5);
      await untilArchived();
      await expectWhole();
    } finally {
      still.signal('SIGKILL');
      for (const service of services) await service.stop();
    }
  });
});

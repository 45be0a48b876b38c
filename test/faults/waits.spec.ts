import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { DeductingCallers } from '../support/deducting-callers';
import { StoreCalls } from '../support/house';
import { killRedis } from '../support/kill-redis';
import { LineBooks } from '../support/line-books';
import { Service } from '../support/service';
import { sleep } from '../support/time';

const HOLDS = 50;
const WAITS = 100;
const HOT = { sku: 'HOT', quantity: 1 };

let home: string;
let service: Service;
let settings: Record<string, string>;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'ch-waits-'));
  settings = { DATA_DIR: home, REDIS_APPENDFSYNC: 'always', SWEEP_INTERVAL_MS: '50' };
  service = await Service.start(settings);
});
afterEach(async () => {
  await service.stop();
  rmSync(home, { recursive: true, force: true });
});

const calls = (): StoreCalls => new StoreCalls(service.url, 'main');

/** Repeats a call under its key until it is told what became of it. */
async function surely(path: string, body: object): Promise<void> {
  for (const key = randomUUID(); ; await sleep(20)) {
    const answer = await calls()
      .post(path, body, key)
      .catch(() => undefined);
    if (answer && answer.status < 500) return void expect(answer.status).toBe(201);
  }
}

async function fiftyHoldsAndAHundredWaits(ttlSeconds: number): Promise<void> {
  await surely('/inventory/items/HOT/adjustments', { delta: HOLDS, reason: 'received' });
  for (let i = 0; i < HOLDS; i++) await surely('/inventory/reservations', { lines: [HOT], ttlSeconds });
  const wait = { ...HOT, holdSeconds: 600, waitSeconds: 600 };
  for (let i = 0; i < WAITS; i++)
    await surely('/inventory/waits', { ...wait, id: `w${i}`, ownerId: `o${i}` });
}

async function promoted(): Promise<string[]> {
  const { body } = await calls()
    .get('/inventory/waits?sku=HOT&limit=200')
    .catch(() => ({ body: {} }));
  const items = (body.items ?? []) as { id: string; state: string }[];
  return items.flatMap(({ id, state }) => (state === 'promoted' ? [id] : []));
}

async function expectTheFirstFifty(): Promise<void> {
  const first = Array.from({ length: HOLDS }, (_, i) => `w${i}`);
  for (const until = Date.now() + 20_000; Date.now() < until && (await promoted()).length < HOLDS;)
    await sleep(50);
  expect(await promoted()).toEqual(first);
  const redis = new Redis({ path: join(home, 'redis.sock') });
  const books = await LineBooks.read(redis, 'ch:{main}:journal', 'HOT');
  redis.disconnect();
  expect(books.faults).toEqual([]);
  expect(books.promoted).toEqual(first);
  expect(await calls().stock('HOT')).toMatchObject({ onHand: HOLDS, reserved: HOLDS, available: 0, sold: 0 });
  expect((await calls().post('/inventory/audits', {}).expect(200)).body.drift).toEqual([]);
}

describe('50 holds that lapse at once while 100 wait go to the first 50, each once,', () => {
  it('with Redis killed with -9 again and again meanwhile', async () => {
    await DeductingCallers.stock(service.url);
    const callers = new DeductingCallers(() => service.url);
    await fiftyHoldsAndAHundredWaits(8);
    while ((await promoted()).length === 0) await sleep(5);
    for (let kills = 0; kills < 4; kills++) {
      // Once it runs: the service starts it again, which may take a while.
      while (!killRedis(home)) await sleep(20);
      await sleep(300);
    }
    await expectTheFirstFifty();
    await callers.close();
  });

  it('with the service killed with -9 at that moment, and started again', async () => {
    await fiftyHoldsAndAHundredWaits(6);
    while ((await promoted()).length === 0) await sleep(5);
    for (let kills = 0; kills < 2; kills++) {
      service.signal('SIGKILL');
      await service.exited;
      service = await Service.start(settings);
    }
    await expectTheFirstFifty();
  });

  it('with both killed after more than a hundred came back in one call', async () => {
    await fiftyHoldsAndAHundredWaits(600);
    for (let i = WAITS; i < 3 * WAITS; i++)
      await surely('/inventory/waits', {
        ...HOT,
        id: `w${i}`,
        ownerId: 'o',
        holdSeconds: 600,
        waitSeconds: 600,
      });
    const delivery = { delta: 250, reason: 'received' };
    const answer = calls().post('/inventory/items/HOT/adjustments', delivery, 'delivery');
    const done = answer.then(
      () => undefined,
      () => undefined,
    );
    await sleep(5);
    service.signal('SIGKILL');
    expect(killRedis(home)).toBe(true);
    await done;
    await service.exited;
    service = await Service.start(settings);
    await calls().post('/inventory/items/HOT/adjustments', delivery, 'delivery').expect(201);
    for (const until = Date.now() + 10_000; Date.now() < until && (await promoted()).length < 200;)
      await sleep(50);
    const { body } = await calls().get('/inventory/waits/w249').expect(200);
    expect(body.state).toBe('promoted');
    expect((await calls().get('/inventory/waits/w250').expect(200)).body).toMatchObject({ position: 1 });
    const redis = new Redis({ path: join(home, 'redis.sock') });
    // The sweeper goes on where nobody was left to do so at once.
    const books = await LineBooks.read(redis, 'ch:{main}:journal', 'HOT', /^(line|sweep)-/);
    expect(books.faults).toEqual([]);
    redis.disconnect();
  });
});

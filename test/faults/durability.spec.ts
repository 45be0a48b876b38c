import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { Barrier } from '../../src/platform/redis/durability/barrier';
import { House, StoreCalls } from '../support/house';
import { startRedis, TestRedis } from '../support/redis-server';
import { Replicated, startReplicated } from '../support/replicated';
import { Service } from '../support/service';
import { sleep } from '../support/time';

let redis: Replicated;
let house: House;
let store: StoreCalls;

beforeAll(async () => {
  redis = await startReplicated();
  house = await open({});
  store = await house.store();
  await store.receive('TEE', 1_000);
});
afterAll(async () => {
  await house.close();
  await redis.stop();
});
afterEach(() => redis.replica.process.kill('SIGCONT'));

const open = (settings: object): Promise<House> =>
  House.open({ REDIS_URL: redis.master.url, SWEEP_INTERVAL_MS: 3_600_000, ...settings }, redis.master);

const sell = (durability: string | undefined, key: string = randomUUID(), calls = store): supertest.Test => {
  const call = calls.post('/inventory/items/TEE/deductions', { quantity: 1 }, key);
  return durability === undefined ? call : call.set('Durability', durability);
};
const replicaHas = async (): Promise<string | null> =>
  (await redis.replica.client.hget(`ch:{${store.name}}:stock`, 'TEE'))!;

describe('a call that waits for a replica', () => {
  it('is answered when a replica has its effect, and its repeat is too', async () => {
    const key = randomUUID();
    const first = await sell('replica', key).expect(201);
    expect(await replicaHas()).toBe(await redis.master.client.hget(`ch:{${store.name}}:stock`, 'TEE'));
    const again = await sell('replica', key).expect(201);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.body).toEqual(first.body);
  });

  it('is 503 where none confirms it, has its effect once, and its repeat waits again', async () => {
    redis.replica.process.kill('SIGSTOP');
    const before = (await store.stock('TEE')).onHand;
    const key = randomUUID();
    for (let i = 0; i < 2; i++) {
      const { body, headers } = await sell('replica', key).expect(503);
      expect(body).toMatchObject({ code: 'NOT_DURABLE', outcome: 'executed' });
      expect(body.detail).toContain('a replica did not confirm it in time');
      expect(headers['retry-after']).toBe('1');
    }
    expect((await store.stock('TEE')).onHand).toBe(before - 1);
    redis.replica.process.kill('SIGCONT');
    const { headers } = await sell('replica', key).expect(201);
    expect(headers['idempotent-replayed']).toBe('true');
    expect((await store.stock('TEE')).onHand).toBe(before - 1);
  });

  it('is answered also while the service stops', async () => {
    const stopping = await open({ DURABILITY: 'replica' });
    redis.replica.process.kill('SIGSTOP');
    const waiting = sell(undefined, randomUUID(), stopping.calls(store.name)).then(({ status }) => status);
    await sleep(200);
    const closed = stopping.close();
    await sleep(200);
    redis.replica.process.kill('SIGCONT');
    expect(await waiting).toBe(201);
    await closed;
  });

  it('keeps no call waiting that does not ask for it, and refuses at once what it refuses', async () => {
    redis.replica.process.kill('SIGSTOP');
    const waiting = sell('replica').then(({ status }) => status);
    const started = performance.now();
    for (let i = 0; i < 5; i++) await sell(undefined).expect(201);
    await store
      .post('/inventory/items/TEE/deductions', { quantity: 9_999_999 })
      .set('Durability', 'replica')
      .expect(409);
    expect(performance.now() - started).toBeLessThan(900);
    expect(await waiting).toBe(503);
  });

  it('shares its wait: a hundred at once wait no longer than two', async () => {
    redis.replica.process.kill('SIGSTOP');
    const started = performance.now();
    const all = await Promise.all(Array.from({ length: 100 }, () => sell('replica')));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([503]));
    expect(performance.now() - started).toBeLessThan(3_500);
  });

  it('is not told that a server has its effect which has not got its record', async () => {
    const barrier = new Barrier(redis.master.client, { disk: false, replica: true });
    const key = randomUUID();
    await sell('memory', key).expect(201);
    const written = `ch:{${store.name}}:barrier`;
    const record = `ch:{${store.name}}:operation:${key}`;
    const [kept, lost] = await Promise.all([
      barrier.keeps({ records: [record], written }),
      barrier.keeps({ records: [`${record}-elsewhere`], written }),
    ]);
    barrier.close();
    expect({ kept, lost }).toEqual({ kept: true, lost: false });
  });
});

describe('the level of the service', () => {
  it('is waited for without a header, and by a call that asks for less', async () => {
    const strict = await open({ DURABILITY: 'replica' });
    const calls = strict.calls(store.name);
    await sell(undefined, randomUUID(), calls).expect(201);
    redis.replica.process.kill('SIGSTOP');
    for (const level of [undefined, 'memory', 'disk']) {
      const { body } = await sell(level, randomUUID(), calls);
      expect([level, body.code]).toEqual([level, level === 'disk' ? 'VALIDATION_FAILED' : 'NOT_DURABLE']);
    }
    await strict.close();
  });
});

describe('a level that cannot be had', () => {
  it('is 400 where it is none, and nothing is changed', async () => {
    const before = await store.stock('TEE');
    const { body } = await sell('paper').expect(400);
    expect(body.code).toBe('VALIDATION_FAILED');
    expect(body.errors).toEqual([
      { pointer: 'Durability', detail: 'the header must be memory, disk or replica' },
    ]);
    expect(await store.stock('TEE')).toEqual(before);
  });

  it('is 400 where Redis writes nothing to disk, and nothing is changed', async () => {
    const before = await store.stock('TEE');
    const { body } = await sell('disk').expect(400);
    expect(body.errors).toEqual([
      { pointer: 'Durability', detail: expect.stringContaining('set appendonly yes') },
    ]);
    expect(await store.stock('TEE')).toEqual(before);
  });

  it('stops the start in one line', async () => {
    const { said, code } = await Service.fail({ REDIS_URL: redis.master.url, DURABILITY: 'disk' });
    expect(said).toMatch(
      /^Countinghouse did not start\. DURABILITY=disk is not possible with 127\.0\.0\.1:\d+: it writes no append-only file: set appendonly yes\.\n$/,
    );
    expect(code).toBe(1);
  });
});

describe('the disk', () => {
  it.each([
    ['always', 201],
    ['everysec', 400],
  ])('of a Redis without WAITAOF is taken at its word where appendfsync is %s: %d', async (sync, status) => {
    const disk = await startRedis('--appendonly', 'yes', '--appendfsync', sync);
    const settings = { REDIS_URL: disk.url, SWEEP_INTERVAL_MS: 3_600_000 };
    const other = await House.open(settings, disk);
    const calls = await other.store();
    await calls.receive('TEE', 10);
    const { body } = await sell('disk', randomUUID(), calls).expect((await hasWaitAof(disk)) ? 201 : status);
    if (body.errors) expect(body.errors[0].detail).toContain('set appendfsync always');
    await other.close();
    await disk.stop();
  });
});

/** Redis 7.2 and later, and Valkey. */
async function hasWaitAof({ client }: TestRedis): Promise<boolean> {
  return (await client.command('INFO', 'waitaof'))[0] !== null;
}

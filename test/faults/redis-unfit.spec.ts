import { randomUUID } from 'node:crypto';
import { House, StoreCalls } from '../support/house';
import { startRedis, TestRedis } from '../support/redis-server';
import { sleep } from '../support/time';

let redis: TestRedis;
let house: House;
let store: StoreCalls;

const sell = (key?: string) => store.post('/inventory/items/TEE/deductions', { quantity: 1 }, key);

async function open(...options: string[]): Promise<void> {
  redis = await startRedis(...options);
  house = await House.open({ SWEEP_INTERVAL_MS: 3_600_000 }, redis);
  store = await house.store();
  await store.receive('TEE', 10);
}

afterEach(async () => {
  await house.close();
  await redis.stop();
});

/** Refused at once, and without effect. */
async function expectRefused(): Promise<void> {
  const started = Date.now();
  const { body, headers } = await sell().expect(503);
  expect(body).toMatchObject({ code: 'STORE_UNAVAILABLE', outcome: 'not_executed' });
  expect(headers['retry-after']).toBe('1');
  expect(Date.now() - started).toBeLessThan(1_000);
}

/** Serves again by itself. */
async function expectServed(onHand: number): Promise<void> {
  for (const deadline = Date.now() + 5_000; (await store.get('/inventory/items')).status !== 200;) {
    if (Date.now() > deadline) throw new Error('it does not recover');
    await sleep(50);
  }
  await sell().expect(201);
  expect((await store.stock('TEE')).onHand).toBe(onHand);
}

describe('a Redis that is', () => {
  it('a read-only replica, after a failover, is refused with 503 until it is a master again', async () => {
    await open();
    await redis.client.replicaof('127.0.0.1', 1);
    await expectRefused();
    expect((await store.stock('TEE')).onHand).toBe(10);
    await redis.client.replicaof('NO', 'ONE');
    await expectServed(9);
  });

  it('busy with a long script is 503 and not a hang', async () => {
    await open('--busy-reply-threshold', '50');
    const other = redis.client.duplicate();
    const loop = other.eval('while true do end', 0).catch(() => undefined);
    await sleep(200);
    await expectRefused();
    await redis.client.script('KILL');
    await loop;
    other.disconnect();
    await expectServed(9);
  });

  it('hanging is 503 with outcome unknown within six seconds, and the same key settles it', async () => {
    await open();
    const key = randomUUID();
    redis.process.kill('SIGSTOP');
    const started = Date.now();
    const { body } = await sell(key).expect(503);
    expect(body).toMatchObject({ code: 'STORE_UNAVAILABLE', outcome: 'unknown' });
    expect(Date.now() - started).toBeLessThan(6_000);
    redis.process.kill('SIGCONT');
    await sell(key).expect(201);
    expect((await store.stock('TEE')).onHand).toBe(9);
  });

  it('loading its data is 503 until it is done', async () => {
    await open('--enable-debug-command', 'yes');
    const { loaded } = await startLoading();
    await expectRefused();
    await loaded;
    await expectServed(9);
  });

  it('loading its data when the service starts is waited for', async () => {
    await open('--enable-debug-command', 'yes');
    let over = false;
    const { loaded } = await startLoading();
    void loaded.then(() => (over = true));
    const late = await House.open({}, redis);
    expect(over).toBe(true);
    await late.close();
  });
});

/** Loads what it has just saved, which takes two seconds; returns in the midst of it. */
async function startLoading(): Promise<{ loaded: Promise<unknown> }> {
  const keys = Array.from({ length: 100 }, (_, i) => [`key:${i}`, 'x'.repeat(2_000)]);
  await redis.client.mset(Object.fromEntries(keys));
  await redis.client.config(
    'SET',
    'key-load-delay',
    '20000',
    'loading-process-events-interval-bytes',
    '1024',
  );
  const loaded = redis.client.call('DEBUG', 'RELOAD');
  await sleep(300);
  return { loaded };
}

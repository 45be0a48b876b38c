import supertest from 'supertest';
import { eventually } from '../support/eventually';
import { House } from '../support/house';
import { metricsOf } from '../support/metrics';
import { ClusterMember } from '../support/small-cluster';
import { sleep } from '../support/time';
import { useSmallCluster } from '../support/use-small-cluster';

jest.setTimeout(120_000);

const SWEEP_INTERVAL_MS = 200;
/** More than the time after which a sweeper is late. */
const LATE_MS = 7_500;

const the = useSmallCluster(4, { fullCoverage: false });

let hanging: ClusterMember;
let house: House;

/** A store of a master that does not hang, behind three of one that will. */
async function openBeside(key: string, settings: Parameters<typeof the.open>[0]): Promise<string> {
  hanging = await the.cluster.ownerOf(key);
  const there = the.cluster.members.find((member) => member !== hanging)!;
  const first = await the.storesOf(hanging, 3, 'a');
  const [served] = (await the.storesOf(there, 1, 'b')) as [string];
  house = await the.open(settings);
  for (const name of [...first, served]) await house.calls(name).put('', { currency: 'USD' }).expect(201);
  return served;
}

describe('a master that hangs', () => {
  it('keeps no store of another one from being swept, measured and found ready', async () => {
    const served = await openBeside('ch:stores', { SWEEP_INTERVAL_MS });
    const store = house.calls(served);
    await store.receive('TEE', 10);
    // The sweepers have seen all stores.
    await sleep(3 * SWEEP_INTERVAL_MS);
    hanging.process.kill('SIGSTOP');
    await sleep(LATE_MS);

    const lines = [{ sku: 'TEE', quantity: 1 }];
    await store.post('/inventory/reservations', { lines, ttlSeconds: 1 }).expect(201);
    await sleep(1_000);
    await eventually(async () => expect((await store.get('/inventory/sweeper')).body.released).toBe(1));

    const { body } = await supertest(house.url).get('/health/ready').expect(200);
    expect(body.status).toBe('degraded');

    const sweeper = 'reservations';
    const metrics = await metricsOf(house.url);
    expect(metrics.all('countinghouse_sweeper_lag_seconds')).toHaveLength(4);
    expect(metrics.value('countinghouse_sweeper_unreachable_stores', { sweeper })).toBe(4);
    // A total that leaves stores out would go down.
    expect(metrics.all('countinghouse_sweeper_released_total')).toEqual([]);
    expect(metrics.value('countinghouse_redis_up')).toBe(0);
    expect(metrics.all('countinghouse_redis_used_memory_bytes')).toHaveLength(2);

    hanging.process.kill('SIGCONT');
    await eventually(async () => {
      const after = await metricsOf(house.url);
      expect(after.value('countinghouse_redis_up')).toBe(1);
      expect(after.value('countinghouse_sweeper_unreachable_stores', { sweeper })).toBe(0);
      expect(after.value('countinghouse_sweeper_released_total', { sweeper })).toBe(1);
    });
  });

  it('and counts the calls of a caller delays none: they pass uncounted, and a metric tells how many', async () => {
    const served = await openBeside('ch:rate:ip:127.0.0.1', { RATE_LIMIT_PER_MINUTE: 1_000 });
    const read = () => house.calls(served).get('').expect(200);
    expect(Number((await read()).headers['ratelimit-remaining'])).toBeLessThan(1_000);
    const uncounted = async () =>
      (await metricsOf(house.url)).value('countinghouse_rate_limit_uncounted_total');
    const before = await uncounted();
    hanging.process.kill('SIGSTOP');
    for (let i = 0; i < 10; i++) {
      const started = Date.now();
      await read();
      expect(Date.now() - started).toBeLessThan(500);
    }
    expect(await uncounted()).toBeGreaterThanOrEqual(before + 10);
    hanging.process.kill('SIGCONT');
    await eventually(async () => {
      expect(Number((await read()).headers['ratelimit-remaining'])).toBeLessThan(1_000);
    });
  });
});

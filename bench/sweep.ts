/**
 * 100 000 holds due at once: how long the sweeper takes, and what other calls feel meanwhile.
 *
 *   npm run bench -- sweep [holds]
 */
import { ScriptRunner } from '../src/redis';
import { House } from '../test/support/house';
import { startRedis } from '../test/support/redis-server';
import { sleep } from '../test/support/time';

const HOLDS = Number(process.argv[2] ?? 100_000);

async function main(): Promise<void> {
  const redis = await startRedis('--appendonly', 'yes', '--appendfsync', 'everysec');
  const house = await House.open({ SWEEP_INTERVAL_MS: 3_600_000 }, redis);
  const store = await house.store();
  await store.receive('HELD', HOLDS);
  await store.receive('LIVE', 10_000_000);
  const url = `${house.url}/v1/stores/${store.name}/inventory`;

  await reserveAll(house.app.get(ScriptRunner), store.name);
  await sleep(1_500);
  const idle = await latencies(url, async () => sleep(4_000));
  let seconds = 0;
  const busy = await latencies(url, async () => {
    const started = performance.now();
    const response = await fetch(`${url}/sweeper/runs`, { method: 'POST' });
    seconds = (performance.now() - started) / 1000;
    console.log('sweeper/runs', await response.json());
  });
  const slowest = (await redis.client.call('SLOWLOG', 'GET', '1')) as [number, number, number][];
  console.log(`${HOLDS} holds swept in ${seconds.toFixed(1)} s (${Math.round(HOLDS / seconds)} holds/s)`);
  console.table({ idle: summary(idle), 'while sweeping': summary(busy) });
  console.log('slowest command over 10 ms in the server:', slowest[0] ? `${slowest[0][2]} µs` : 'none');
  await house.close();
  await redis.stop();
}

async function reserveAll(scripts: ScriptRunner, store: string): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < HOLDS) {
      const id = `hold-${next++}`;
      await scripts.run('inventory/reserve', {
        store,
        operation: { id, fingerprint: 'bench' },
        ids: { hold: id },
        args: { id, ttl_seconds: 1, owner: '-', metadata: '-' },
        rest: ['HELD', 1],
      });
    }
  };
  await Promise.all(Array.from({ length: 64 }, worker));
}

/** Milliseconds of single deductions, one after the other, for as long as the task takes. */
async function latencies(url: string, task: () => Promise<void>): Promise<number[]> {
  let running = true;
  const done = task().finally(() => (running = false));
  const times: number[] = [];
  while (running) {
    const started = performance.now();
    await fetch(`${url}/items/LIVE/deductions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': `live-${Math.random()}` },
      body: '{"quantity":1}',
    }).then((response) => response.arrayBuffer());
    times.push(performance.now() - started);
  }
  await done;
  return times.sort((a, b) => a - b);
}

function summary(times: number[]): Record<string, string> {
  const at = (share: number): string => `${times[Math.floor(times.length * share)]!.toFixed(2)} ms`;
  return { calls: String(times.length), p50: at(0.5), p99: at(0.99), max: at(0.9999) };
}

void main();

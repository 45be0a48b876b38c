/**
 * Memory of Redis against deductions, with an archive alone and with HISTORY_SECONDS=1:
 * `node -r ./test/support/swc-register.js bench/history/measure.ts [operations]`, a million where none is given. It writes
 * lines of CSV: operations, bytes without HISTORY_SECONDS, bytes with it, and deductions a second with it.
 */
import { House } from '../../test/support/house';
import { TestPostgres } from '../../test/support/postgres';
import { startRedis } from '../../test/support/redis-server';

const AT_ONCE = 500;
const STEPS = 20;

interface Point {
  bytes: number;
  aSecond: number;
}

async function measure(operations: number, settings: { HISTORY_SECONDS?: number }): Promise<Point[]> {
  const [postgres, redis] = [await TestPostgres.start(), await startRedis()];
  const archive = { ARCHIVE_URL: postgres.url, IDEMPOTENCY_TTL_SECONDS: 1, LOG_LEVEL: 'warn' };
  const house = await House.open({ ...archive, ...settings }, redis);
  const store = await house.store();
  await store.receive('TEE', Number.MAX_SAFE_INTEGER);
  const points: Point[] = [];
  for (let step = 0; step < STEPS; step++) {
    const started = performance.now();
    for (let i = 0; i < operations / STEPS; i += AT_ONCE) {
      const items = Array.from({ length: AT_ONCE }, () => ({ sku: 'TEE', quantity: 1 }));
      await store.post('/inventory/deductions/batch', { items }).expect(200);
    }
    const seconds = (performance.now() - started) / 1_000;
    const [, bytes] = /^used_memory:(\d+)/m.exec(await redis.client.info('memory'))!;
    points.push({ bytes: Number(bytes), aSecond: Math.round(operations / STEPS / seconds) });
  }
  await house.close();
  await redis.stop();
  await postgres.stop();
  return points;
}

async function main(operations: number): Promise<void> {
  const without = await measure(operations, {});
  const trimmed = await measure(operations, { HISTORY_SECONDS: 1 });
  process.stdout.write('operations,bytes_archive_alone,bytes_history_seconds_1,deductions_a_second\n');
  trimmed.forEach(({ bytes, aSecond }, i) => {
    process.stdout.write(`${((i + 1) * operations) / STEPS},${without[i]!.bytes},${bytes},${aSecond}\n`);
  });
}

void main(Number(process.argv[2] ?? 1_000_000)).then(() => process.exit(0));

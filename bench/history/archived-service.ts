import { TestPostgres } from '../../test/support/postgres';
import { TestRedis } from '../../test/support/redis-server';
import { startBenchRedis } from '../support/bench-redis';
import { untilExit } from '../support/leave-nothing';
import { Service, startService } from '../support/service';
import { requirePostgres } from '../support/tools';
import { Caller } from './caller';

export const SKUS = 10;
export const BATCH = 100;
const skuOf = (i: number): string => `SKU-${i % SKUS}`;
/** More than any bench takes. */
const PLENTY = 1_000_000_000;

/** A service and its archive, each with a server of its own that writes to the disk as its defaults say. */
export interface ArchivedService {
  redis: TestRedis;
  postgres: TestPostgres;
  service: Service;
  store: Caller;
  stop: () => Promise<void>;
}

/** With `ARCHIVE_URL: ''` it has no archive. */
export async function startArchived(settings: Record<string, string> = {}): Promise<ArchivedService> {
  requirePostgres();
  const [redis, postgres] = [await startBenchRedis(), await TestPostgres.start([])];
  const leave = untilExit(() => postgres.killNow());
  const service = await startService(redis, { ARCHIVE_URL: postgres.url, ...settings });
  const store = new Caller(service.admin);
  for (let i = 0; i < SKUS; i++) {
    await store.post(`/inventory/items/${skuOf(i)}/adjustments`, { setTo: PLENTY, reason: 'received' });
  }
  return {
    ...{ redis, postgres, service, store },
    stop: async () => {
      await service.stop();
      await postgres.stop();
      leave();
      await redis.stop();
    },
  };
}

/** One batch of deductions of one unit, over all SKUs. */
export async function sellBatch(store: Caller): Promise<void> {
  const items = Array.from({ length: BATCH }, (_, i) => ({ sku: skuOf(i), quantity: 1 }));
  await store.post('/inventory/deductions/batch', { items });
}

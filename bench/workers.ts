import { cpus } from 'node:os';
import { startBenchRedis } from './support/bench-redis';
import { CONNECTIONS, Repeated } from './support/load';
import { loadTable } from './support/load-table';
import { BenchOptions, Section, Table } from './support/section';
import { Service, startService } from './support/service';
import { StoreFiller } from './support/store';
import { contender, inTurns, schedule, scheduleText } from './support/turns';

const INVENTORY = '/v1/stores/main/inventory';
const REQUESTS: Record<string, Repeated> = {
  'Deductions of one SKU': {
    method: 'POST',
    path: `${INVENTORY}/items/SKU-0/deductions`,
    body: { quantity: 1 },
  },
  'Reading any of 1 000 SKUs': { method: 'GET', path: `${INVENTORY}/items/{sku}`, skus: 1_000 },
};

/** Gain of more processes on one port, where Redis and the load need CPUs as well. */
export async function run({ quick, say }: BenchOptions): Promise<Section> {
  const redis = await startBenchRedis();
  const services: Record<string, Service> = {};
  for (const count of ['1', '2']) {
    services[`WORKERS=${count}`] = await startService(redis, { WORKERS: count });
  }
  const [first] = Object.values(services);
  const store = new StoreFiller(redis, first!.admin);
  const prepare = (): Promise<void> => store.renew(1_000);
  const plan = schedule(quick);
  const tables: Table[] = [];
  for (const [caption, request] of Object.entries(REQUESTS)) {
    const contenders = Object.entries(services).map(([name, target]) =>
      contender(name, { target, request }, prepare),
    );
    tables.push(loadTable(await inTurns(contenders, plan, say), 'WORKERS=1', { caption: `${caption}:` }));
  }
  for (const service of Object.values(services)) await service.stop();
  await redis.stop();
  const text =
    `Processes that share one port. Redis and the load run on the same ${cpus().length} CPUs, and a process of the ` +
    `service takes a whole one: where there are no CPUs to spare, a second process takes from Redis and the load what ` +
    `it gives. ${CONNECTIONS} connections, ${scheduleText(plan)}.`;
  return { title: 'Several processes', text, tables };
}

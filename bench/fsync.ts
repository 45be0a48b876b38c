import { startBenchRedis } from './support/bench-redis';
import { CONNECTIONS, Repeated } from './support/load';
import { loadTable } from './support/load-table';
import { BenchOptions, Section, Table } from './support/section';
import { startService } from './support/service';
import { StoreFiller } from './support/store';
import { contender, inTurns, schedule, scheduleText } from './support/turns';

const POLICIES = ['everysec', 'always'];
const DEDUCT: Repeated = {
  method: 'POST',
  path: '/v1/stores/main/inventory/items/SKU-0/deductions',
  body: { quantity: 1 },
};

/** Measures the cost of answers that wait for the disk (`appendfsync always`). */
export async function run({ quick, say }: BenchOptions): Promise<Section> {
  const redis = await startBenchRedis();
  const service = await startService(redis);
  const store = new StoreFiller(redis, service.admin);
  const plan = schedule(quick);
  const tables: Table[] = [];
  for (const connections of [CONNECTIONS, 8, 1]) {
    const contenders = POLICIES.map((policy) =>
      contender(policy, { target: service, request: DEDUCT, connections }, async () => {
        await redis.client.config('SET', 'appendfsync', policy);
        await store.renew(1);
      }),
    );
    const caption = `Deductions of one SKU, ${connections} connection${connections > 1 ? 's' : ''}:`;
    tables.push(loadTable(await inTurns(contenders, plan, say), 'everysec', { caption }));
  }
  await service.stop();
  await redis.stop();
  const text =
    'With `always` Redis syncs its append-only file before it answers, once for all commands that it has read in one ' +
    `turn: what many callers share, one alone pays for. ${scheduleText(plan)}; Redis is emptied before each. The file ` +
    'lies on the disk of this machine; another disk has another ratio.';
  return { title: 'Cost of `appendfsync always`', text, tables };
}

import { startReplicated } from '../test/support/replicated';
import { requireRedis } from './support/tools';
import { CONNECTIONS, Repeated } from './support/load';
import { loadTable } from './support/load-table';
import { BenchOptions, Section, Table } from './support/section';
import { startService } from './support/service';
import { StoreFiller } from './support/store';
import { contender, inTurns, schedule, scheduleText } from './support/turns';

const LEVELS = ['memory', 'replica'];
const DEDUCT: Repeated = {
  method: 'POST',
  path: '/v1/stores/main/inventory/items/SKU-0/deductions',
  body: { quantity: 1 },
};

/** Measures the cost of answers that wait for a replica. */
export async function run({ quick, say }: BenchOptions): Promise<Section> {
  requireRedis();
  const redis = await startReplicated();
  const services = await Promise.all(
    LEVELS.map((level) => startService(redis.master, { DURABILITY: level })),
  );
  const plan = schedule(quick);
  const tables: Table[] = [];
  for (const connections of [CONNECTIONS, 8, 1]) {
    const contenders = services.map((service, i) =>
      contender(LEVELS[i]!, { target: service, request: DEDUCT, connections }, () =>
        new StoreFiller(redis.master, service.admin).renew(1),
      ),
    );
    const caption = `Deductions of one SKU, ${connections} connection${connections > 1 ? 's' : ''}:`;
    tables.push(loadTable(await inTurns(contenders, plan, say), 'memory', { caption }));
  }
  for (const service of services) await service.stop();
  await redis.stop();
  const text =
    'Master and replica on this machine, without an append-only file; each service holds its answers back as its ' +
    `\`DURABILITY\` says. ${scheduleText(plan)}; Redis is emptied before each. Redis, its replica and both ` +
    'services share the cores: with a replica on a machine of its own, the trip there comes on top, and its CPU does not.';
  return { title: 'Cost of `DURABILITY=replica`', text, tables };
}

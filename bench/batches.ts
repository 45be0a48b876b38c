import { startBenchRedis } from './support/bench-redis';
import { CONNECTIONS, Load, Repeated } from './support/load';
import { loadTable, ratios } from './support/load-table';
import { BenchOptions, Section } from './support/section';
import { startService } from './support/service';
import { median } from './support/statistics';
import { StoreFiller } from './support/store';
import { contender, inTurns, schedule, scheduleText } from './support/turns';

const INVENTORY = '/v1/stores/main/inventory';
const SINGLE: Repeated = {
  method: 'POST',
  path: `${INVENTORY}/items/SKU-0/deductions`,
  body: { quantity: 1 },
};
const SIZES = { 'one in a call': 1, '10 in a call': 10, '100 in a call': 100 };
const GOAL = 8;

function batchOf(size: number): Repeated {
  const items = Array.from({ length: size }, () => ({ sku: 'SKU-0', quantity: 1 }));
  return { method: 'POST', path: `${INVENTORY}/deductions/batch`, body: { items } };
}

export async function run({ quick, say }: BenchOptions): Promise<Section> {
  const redis = await startBenchRedis();
  const service = await startService(redis);
  const store = new StoreFiller(redis, service.admin);
  const prepare = (): Promise<void> => store.renew(1);
  const contenders = Object.entries(SIZES).map(([name, size]) => {
    const request = size === 1 ? SINGLE : batchOf(size);
    return contender(name, { target: service, request }, prepare);
  });
  const plan = schedule(quick);
  const loads = asOperations(await inTurns(contenders, plan, say));
  await service.stop();
  await redis.stop();
  const times = median(ratios(loads['100 in a call']!, loads['one in a call']!));
  return {
    title: 'Deductions in batches',
    text:
      `\`POST …/deductions/batch\` against \`POST …/items/{sku}/deductions\`, all of one SKU; an operation is one ` +
      `deduction. ${CONNECTIONS} connections, ${scheduleText(plan)}; times are those of a call. Goal of 100 in a ` +
      `call: ${GOAL} × the operations of single calls, ${times >= GOAL ? 'met' : 'not met'} (${times.toFixed(1)} ×).`,
    tables: [loadTable(loads, 'one in a call', { unit: 'operations/s' })],
  };
}

function asOperations(loads: Record<string, Load[]>): Record<string, Load[]> {
  const entries = Object.entries(SIZES).map(([name, size]) => {
    return [name, loads[name]!.map((it) => ({ ...it, perSecond: it.perSecond * size }))] as const;
  });
  return Object.fromEntries(entries);
}

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { startBenchRedis } from './support/bench-redis';
import { cpuMicros } from './support/cpu';
import { CONNECTIONS, Load, load, Repeated } from './support/load';
import { ratios } from './support/load-table';
import { BenchOptions, Section, Table } from './support/section';
import { Service, startService } from './support/service';
import { medianAndSpread } from './support/statistics';
import { StoreFiller } from './support/store';
import { Unready } from './support/tools';
import { Contender, inTurns, Schedule, schedule, scheduleText } from './support/turns';

const OURS = 'as it is';
/** Each file is preloaded from bench/servers, and takes one short cut out. */
const WITHOUT: Record<string, string | undefined> = {
  // How far two measurements of one thing are apart.
  'as it is, again': undefined,
  "Nest's own arguments": 'nest-arguments',
  "Fastify's own bodies": 'fastify-bodies',
};

const DEDUCTION: Repeated = {
  method: 'POST',
  path: '/v1/stores/main/inventory/items/SKU-0/deductions',
  body: { quantity: 1 },
};

/** A few per cent are looked for: many short rounds, so that some of them fall where nothing else is at work. */
const MANY: Schedule = { rounds: 12, seconds: 2, warmUpSeconds: 4 };

interface Measured extends Load {
  cpuMicros: number;
}

/** What the ways around Nest and Fastify are worth; `BENCH_NODE` names the binary of a second Node to try. */
export async function run({ quick, say }: BenchOptions): Promise<Section> {
  const plan = quick ? schedule(quick) : MANY;
  const nodes = [process.execPath, ...(process.env.BENCH_NODE ? [process.env.BENCH_NODE] : [])];
  const tables: Table[] = [];
  for (const node of nodes) {
    const caption = `Node ${versionOf(node)}:`;
    say(`  ${caption}`);
    tables.push(tableOf(caption, await measure(node, plan, say)));
  }
  const text =
    `Deductions of one SKU with the service as it is, and with one of its ways around Nest (docs/adr/0010) or Fastify ` +
    `(docs/adr/0013) taken out. CPU is that of the service's process; its least round is compared, for whatever disturbs ` +
    `it only adds. ${CONNECTIONS} connections, ${scheduleText(plan)}.`;
  return { title: 'Ways around Nest and Fastify', text, tables };
}

async function measure(
  node: string,
  plan: Schedule,
  say: (line: string) => void,
): Promise<Record<string, Measured[]>> {
  const redis = await startBenchRedis();
  const services: Record<string, Service> = { [OURS]: await startService(redis, {}, { node }) };
  for (const [name, file] of Object.entries(WITHOUT)) {
    const preload = file && join(__dirname, 'servers', `${file}.js`);
    services[name] = await startService(redis, {}, { node, preload });
  }
  const store = new StoreFiller(redis, services[OURS]!.admin);
  const contenders = Object.entries(services).map(([name, service]): Contender<Measured> => {
    const turn = async (seconds: number): Promise<Measured> => {
      await store.renew(1);
      const before = cpuMicros(service.pid);
      const measured = await load(service, DEDUCTION, seconds);
      return { ...measured, cpuMicros: (cpuMicros(service.pid) - before) / measured.requests };
    };
    return { name, turn };
  });
  const loads = await inTurns(contenders, plan, say);
  for (const service of Object.values(services)) await service.stop();
  await redis.stop();
  return loads;
}

function tableOf(caption: string, loads: Record<string, Measured[]>): Table {
  const base = loads[OURS]!;
  const least = (each: Measured[]): number => Math.min(...each.map((one) => one.cpuMicros));
  const rows = Object.entries(loads).map(([name, each]) => [
    name,
    medianAndSpread(each.map(({ perSecond }) => perSecond)),
    name === OURS ? '1' : medianAndSpread(ratios(each, base)),
    medianAndSpread(each.map((one) => one.cpuMicros)),
    (least(each) / least(base)).toFixed(2),
  ]);
  return { caption, head: ['', 'requests/s', `× ${OURS}`, 'CPU µs each', `least × ${OURS}`], rows };
}

function versionOf(node: string): string {
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  if (!stdout) throw new Unready(`${node} is no Node: BENCH_NODE must name a binary`);
  return stdout.trim().slice(1);
}

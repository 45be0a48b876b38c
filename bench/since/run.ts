import { TestRedis } from '../../test/support/redis-server';
import { buildEarlier } from './earlier-build';
import { Goal, goals, Measured, Route, routes } from './routes';
import { processorMicros } from '../support/processor-time';
import { startBenchRedis } from '../support/bench-redis';
import { CONNECTIONS, load } from '../support/load';
import { BenchOptions, Section, Table } from '../support/section';
import { Service, startService } from '../support/service';
import { median, medianAndSpread, number } from '../support/statistics';
import { StoreFiller } from '../support/store';
import { inTurns, schedule, scheduleText } from '../support/turns';
import { usedMemory } from '../support/used-memory';

/** The version that the goals were set beside. */
const FIRST = '36de2c5';

interface Version {
  name: string;
  redis: TestRedis;
  service: Service;
}

/** The cost of requests, beside a build of an earlier version. */
export async function run({ quick, only, since = FIRST, say }: BenchOptions): Promise<Section> {
  say(`building ${since} …`);
  const earlier = buildEarlier(since);
  const versions = [await open(since, earlier.root), await open('now')];
  const plan = schedule(quick);
  const tables: Table[] = [];
  const wanted = Object.entries(routes).filter(([name]) => !only || only.split(',').includes(name));
  for (const [name, route] of wanted) {
    say(`${name}:`);
    const contenders = versions.map((version) => ({
      name: version.name,
      turn: (seconds: number) => measure(version, route, seconds),
    }));
    const { [since]: before, now } = await inTurns(contenders, plan, say);
    tables.push(tableOf(name, since, [before!, now!]));
  }
  for (const { service, redis } of versions) {
    await service.stop();
    await redis.stop();
  }
  earlier.remove();
  const text = `Each with a Redis of its own, ${CONNECTIONS} connections, ${scheduleText(plan)}; Redis is emptied before each.
Processor time is that of the whole process (\`/proc\`), memory the growth of Redis' used_memory. Ratios are the median of
those of the rounds.`;
  return { title: `Since ${since}`, text, tables };
}

async function open(name: string, root?: string): Promise<Version> {
  const redis = await startBenchRedis();
  return { name, redis, service: await startService(redis, {}, root) };
}

async function measure(
  { redis, service }: Version,
  { request, fill }: Route,
  seconds: number,
): Promise<Measured> {
  const store = new StoreFiller(redis, service.admin);
  await store.reset();
  await fill(store);
  const used = async (): Promise<number[]> => [
    processorMicros(service.pid),
    processorMicros(redis.process.pid!),
    await usedMemory(redis.client),
  ];
  const before = await used();
  const measured = await load(service, request, seconds);
  const after = await used();
  const [node, redisMicros, bytes] = after.map(
    (value, i) => (value - before[i]!) / (measured.perSecond * seconds),
  );
  return { ...measured, nodeMicros: node!, redisMicros: redisMicros!, bytes: bytes! };
}

const COLUMNS: Record<Goal, string> = {
  perSecond: 'requests/s',
  nodeMicros: "Node's µs a request",
  redisMicros: "Redis' µs a request",
  bytes: 'bytes an operation',
};

function tableOf(name: string, since: string, [before, now]: [Measured[], Measured[]]): Table {
  const goal = goals[name]!;
  const rows = (Object.keys(goal) as Goal[]).map((what) => {
    const ratio = median(now.map((one, round) => one[what] / before[round]![what]));
    const [then, today] = [before, now].map((all) => medianAndSpread(all.map((one) => one[what])));
    const sign = what === 'perSecond' ? '≥' : '≤';
    return [COLUMNS[what], then!, today!, ratio.toFixed(2), `${sign} ${number(goal[what]!)}`];
  });
  return { caption: `${name}:`, head: ['', since, 'now', '×', 'goal'], rows };
}

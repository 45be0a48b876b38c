import { startBenchRedis } from './bench-redis';
import { CONNECTIONS, Load, Repeated, Target } from './load';
import { loadTable, ratios } from './load-table';
import { NAMES } from './names';
import { Peer, startPeer } from './peer';
import { requireSameAnswers } from './same-answers';
import { BenchOptions, Section } from './section';
import { startService } from './service';
import { median } from './statistics';
import { StoreFiller } from './store';
import { contender, inTurns, Schedule, schedule, scheduleText } from './turns';

/** A route of the service, to be measured beside a bare one. */
export interface RestBench {
  title: string;
  /** The request that is sent, and the reason for it. */
  text: string;
  request: Repeated;
  /** Into a store that is new, for as many seconds of load. */
  fill: (store: StoreFiller, seconds: number) => Promise<void>;
  /** Goal of the ratio to the bare route. */
  goal?: number;
}

/** The five benches of single routes are this one. */
export function restBench(bench: RestBench): (options: BenchOptions) => Promise<Section> {
  return async ({ quick, say }) => {
    const plan = schedule(quick);
    const loads = await compare(bench, plan, say);
    const ratio = median(ratios(loads[NAMES.service]!, loads[NAMES.bare]!));
    const text = `${bench.text} ${CONNECTIONS} connections, ${scheduleText(plan)}; Redis is emptied before each.`;
    return {
      title: bench.title,
      text: `${text}${goalText(bench.goal, ratio)}`,
      tables: [loadTable(loads, NAMES.bare)],
    };
  };
}

async function compare(
  { request, fill }: RestBench,
  plan: Schedule,
  say: (line: string) => void,
): Promise<Record<string, Load[]>> {
  const redis = await startBenchRedis();
  const service = await startService(redis);
  const peers: Record<string, Peer> = { [NAMES.bare]: await startPeer('bare', { REDIS_SOCKET: redis.path }) };
  if (request.body) {
    peers[NAMES.bareOwnBodies] = await startPeer('bare', { REDIS_SOCKET: redis.path, OWN_BODIES: 'yes' });
  }
  const targets: Record<string, Target> = { [NAMES.service]: service, ...peers };
  const store = new StoreFiller(redis, service.admin);
  const prepare = async (seconds = 0.01): Promise<void> => {
    await store.reset();
    await fill(store, seconds);
  };
  await requireSameAnswers(
    Object.values(targets).map((target) => ({ target, prepare })),
    request,
  );
  const contenders = Object.entries(targets).map(([name, target]) =>
    contender(name, { target, request }, prepare),
  );
  const loads = await inTurns(contenders, plan, say);
  await service.stop();
  for (const peer of Object.values(peers)) peer.stop();
  await redis.stop();
  return loads;
}

function goalText(goal: number | undefined, ratio: number): string {
  if (goal === undefined) return '';
  const outcome = ratio >= goal ? 'met' : 'not met';
  return ` Goal: at least ${goal} of the bare route: ${outcome} (${ratio.toFixed(2)}).`;
}

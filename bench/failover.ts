import { ClusterEvent, failsOver, hangs, isKilled } from '../test/support/cluster-events';
import { DeductingCallers } from '../test/support/deducting-callers';
import { Neighbour } from '../test/support/neighbour';
import { Service } from '../test/support/service';
import { SmallCluster } from '../test/support/small-cluster';
import { sleep } from '../test/support/time';
import { BenchOptions, Section } from './support/section';
import { medianAndSpread, percentile } from './support/statistics';
import { requireRedis } from './support/tools';

const KEY = 'ch:{main}:store';
/** p99 of the other stores may be so many times what it is in peace. */
const GOAL = 1.5;
/** Callers of the stores on other masters, each with a call every ten milliseconds or so. */
const NEIGHBOURS = 4;
const SELLERS = 4;

const EVENTS: [name: string, ClusterEvent][] = [
  ['by order', failsOver],
  ['killed', isKilled],
  ['hangs, replaced', hangs],
];

interface Times {
  p50: number;
  p99: number;
}

interface Round {
  before: Times;
  meanwhile: Times;
  calls: number;
  awaySeconds: number;
}

/** Measures how stores on other masters fare while the master of one is replaced, and how long that one is away. */
export async function run({ quick, say }: BenchOptions): Promise<Section> {
  requireRedis();
  const rounds = quick ? 1 : 3;
  const seconds = quick ? 3 : 10;
  const results: [string, Round[]][] = EVENTS.map(([name]) => [name, []]);
  for (let round = 0; round < rounds; round++) {
    for (const [i, [name, happens]] of EVENTS.entries()) {
      const measured = await oneRound(happens, seconds);
      results[i]![1].push(measured);
      say(`  ${name}: ${JSON.stringify(measured)}`);
    }
  }
  return section(results, seconds);
}

/** On a cluster of its own, whose callers keep to the same pace from the beginning to the end. */
async function oneRound(happens: ClusterEvent, seconds: number): Promise<Round> {
  const cluster = await SmallCluster.start(3, { spare: 0, replicas: true, fullCoverage: false });
  const service = await Service.start({ REDIS_CLUSTER_NODES: cluster.addresses });
  await DeductingCallers.stock(service.url);
  const elsewhere = await cluster.storeElsewhere(KEY);
  await Neighbour.move(service.url, elsewhere);
  const sellers = new DeductingCallers(() => service.url, SELLERS);
  const neighbours = Array.from({ length: NEIGHBOURS }, () => new Neighbour(() => service.url, elsewhere));
  await sleep(3_000);
  const from = performance.now();
  await sleep(seconds * 1_000);
  const happened = performance.now();
  const end = Promise.all([happens(cluster, KEY), sleep(seconds * 1_000)]).then(() => sleep(1_000));
  const awaySeconds = await longestPause(sellers, end);
  await end;
  for (const callers of [sellers, ...neighbours]) await callers.close();
  await service.stop();
  await cluster.stop();
  if (neighbours.some(({ refused }) => refused.length > 0)) throw new Error('A neighbour was refused');
  const calls = neighbours.flatMap(({ at, ms }) => at.map((time, i) => ({ time, ms: ms[i]! })));
  return {
    before: times(calls.filter(({ time }) => time >= from && time < happened)),
    meanwhile: times(calls.filter(({ time }) => time >= happened)),
    calls: calls.length,
    awaySeconds,
  };
}

/** The longest time without a sale until the end; in seconds. */
async function longestPause(sellers: DeductingCallers, end: Promise<void>): Promise<number> {
  let ended = false;
  void end.then(() => (ended = true));
  let [longest, last, count] = [0, performance.now(), sellers.sold.length];
  while (!ended) {
    await sleep(10);
    const now = performance.now();
    longest = Math.max(longest, now - last);
    if (sellers.sold.length > count) [last, count] = [now, sellers.sold.length];
  }
  return longest / 1_000;
}

function times(calls: { ms: number }[]): Times {
  const ms = calls.map((call) => call.ms);
  return { p50: percentile(ms, 0.5), p99: percentile(ms, 0.99) };
}

function section(results: [string, Round[]][], seconds: number): Section {
  const ratio = (rounds: Round[]): number[] =>
    rounds.map(({ before, meanwhile }) => meanwhile.p99 / before.p99);
  return {
    title: 'A master that is replaced, and the stores beside it',
    text: `Three masters, three replicas and one service on this machine. ${SELLERS} callers deduct in a store whose master is
replaced; ${NEIGHBOURS} callers deduct, each every ten milliseconds or so, in a store of another master: their times for
${seconds} s before and for ${seconds} s or more from the event on. The goal is a p99 of at most ${GOAL} ×. All of them share
the cores, so that a store that is away leaves time to the others. test/cluster tells what is lost and doubled meanwhile.`,
    tables: [
      {
        head: [
          'its master',
          'p99 ms before',
          'p99 ms meanwhile',
          'ratio',
          'p50 ms before',
          'p50 ms meanwhile',
          'store away s',
        ],
        rows: results.map(([name, rounds]) => [
          name,
          medianAndSpread(rounds.map(({ before }) => before.p99)),
          medianAndSpread(rounds.map(({ meanwhile }) => meanwhile.p99)),
          medianAndSpread(ratio(rounds)),
          medianAndSpread(rounds.map(({ before }) => before.p50)),
          medianAndSpread(rounds.map(({ meanwhile }) => meanwhile.p50)),
          medianAndSpread(rounds.map(({ awaySeconds }) => awaySeconds)),
        ]),
      },
    ],
  };
}

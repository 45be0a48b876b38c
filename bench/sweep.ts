import { House, StoreCalls } from '../test/support/house';
import { TestRedis } from '../test/support/redis-server';
import { sleep } from '../test/support/time';
import { BenchHouse, openBenchHouse } from './support/bench-house';
import { each, succeed } from './support/calls';
import { ServiceScripts } from './support/service-scripts';
import { BenchOptions, Section } from './support/section';
import { median, medianAndSpread, percentile } from './support/statistics';

/** Live calls may take so many times what they take when nothing is swept. */
const GOAL = 2;
const IDLE_MS = 4_000;
/** Time from which Redis notes a command as slow, in µs: a sweeper's batch is, a live call is not. */
const SLOW_US = 500;
const RESERVED = 'RESERVED';
const LIVE = 'LIVE';

interface Round {
  seconds: number;
  /** Latency of a live deduction, in ms. */
  idle: Latency;
  sweeping: Latency;
  /** Time of the slowest command that Redis ran lately, in ms; 0 where none is worth a note. */
  slowestMs: number;
}

interface Latency {
  calls: number;
  p50: number;
  p99: number;
}

/** All reservations of a sale due at once: how long the sweeper takes, and what other calls feel meanwhile. */
export async function run({ quick, say }: BenchOptions): Promise<Section> {
  const reservations = quick ? 20_000 : 100_000;
  const bench = await openBenchHouse('--slowlog-log-slower-than', String(SLOW_US));
  const rounds: Round[] = [];
  while (rounds.length < 3) {
    rounds.push(await oneRound(bench, reservations));
    say(JSON.stringify(rounds.at(-1)));
  }
  await bench.stop();
  return section(rounds, reservations);
}

/** In a store of its own. */
async function oneRound({ house, redis, scripts }: BenchHouse, reservations: number): Promise<Round> {
  const store = await house.store();
  await store.receive(RESERVED, reservations);
  await store.receive(LIVE, 10_000_000);
  await reserve(scripts, store.name, reservations);
  await sleep(2_000);
  const idle = await latency(house, store, () => sleep(IDLE_MS));
  await redis.client.call('SLOWLOG', 'RESET');
  let seconds = 0;
  const sweeping = await latency(house, store, async () => {
    const started = performance.now();
    const { body } = await store.post('/inventory/sweeper/runs').expect(200);
    seconds = (performance.now() - started) / 1000;
    if (body.released !== reservations) throw new Error(`released ${body.released} of ${reservations}`);
  });
  return { seconds, idle, sweeping, slowestMs: await slowest(redis) };
}

async function reserve(scripts: ServiceScripts, store: string, reservations: number): Promise<void> {
  await each(reservations, async () => {
    const request = { id: scripts.id(), ttlSeconds: 1, lines: [{ sku: RESERVED, quantity: 1 }] };
    await succeed(scripts.reservations.reserve(scripts.operation(), store, request));
  });
}

/** Latency of single deductions over HTTP, one after the other, for as long as the task takes. */
async function latency(house: House, store: StoreCalls, task: () => Promise<void>): Promise<Latency> {
  const url = `${house.url}/v1/stores/${store.name}/inventory/items/${LIVE}/deductions`;
  const headers = { 'content-type': 'application/json' };
  let running = true;
  const done = task().finally(() => (running = false));
  const times: number[] = [];
  while (running) {
    const started = performance.now();
    const key = { 'idempotency-key': crypto.randomUUID() };
    const body = '{"quantity":1}';
    const response = await fetch(url, { method: 'POST', headers: { ...headers, ...key }, body });
    await response.arrayBuffer();
    if (response.status !== 201) throw new Error(`a live deduction answered ${response.status}`);
    times.push(performance.now() - started);
  }
  await done;
  return { calls: times.length, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}

async function slowest({ client }: TestRedis): Promise<number> {
  const noted = (await client.call('SLOWLOG', 'GET', '-1')) as [
    id: number,
    atSeconds: number,
    usec: number,
  ][];
  return Math.max(0, ...noted.map(([, , usec]) => usec)) / 1000;
}

function section(rounds: Round[], reservations: number): Section {
  const seconds = rounds.map((round) => round.seconds);
  const of = (when: 'idle' | 'sweeping', what: keyof Latency): number[] =>
    rounds.map((round) => round[when][what]);
  const ratio = (what: keyof Latency): number => median(of('sweeping', what)) / median(of('idle', what));
  return {
    title: `The sweeper, ${reservations} reservations due at once`,
    text: `Swept in ${medianAndSpread(seconds)} s, ${Math.round(reservations / median(seconds))} reservations a second; the slowest command
of all in Redis took ${medianAndSpread(rounds.map((round) => round.slowestMs))} ms. Meanwhile one client deducts, one call after
the other, over HTTP and in the process of the service; the goal is at most ${GOAL} × what the same takes before.
${rounds.length} rounds, each in a store of its own.`,
    tables: [
      {
        head: ['live deductions, ms', 'idle', 'while sweeping', 'ratio'],
        rows: (['p50', 'p99'] as const).map((what) => [
          what,
          ...[medianAndSpread(of('idle', what)), medianAndSpread(of('sweeping', what))],
          ratio(what).toFixed(2),
        ]),
      },
    ],
  };
}

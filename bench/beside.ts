import { nameOf, ScriptCase } from './scripts/case';
import { scriptCases } from './scripts/cases';
import { copyStore, dropStore, forgetOperations } from './scripts/copies';
import { fillStore } from './scripts/filled-store';
import { FILLED, Workbench } from './scripts/measure';
import { microsOf } from './scripts/meter';
import { openBenchHouse } from './support/bench-house';
import { succeed } from './support/calls';
import { BenchOptions, Section } from './support/section';
import { median, medianAndSpread } from './support/statistics';

interface Pair {
  /** Two cases of bench/scripts, by script and `what`. */
  plain: string;
  ruled: string;
  /** At most so many times what the plain one costs. */
  goal: number;
}

const PAIRS: Pair[] = [
  {
    plain: 'inventory/deduct',
    ruled: 'inventory/deduct, in a campaign of 1 000 000 owners',
    goal: 1.3,
  },
  {
    plain: 'orders/checkout, 5 lines, paid',
    ruled: 'orders/checkout, 5 lines, held, paid in 2 legs',
    goal: 1.5,
  },
  { plain: 'ledger/transfer', ruled: 'ledger/transfer, rolling limits', goal: 1.5 },
];

/** One store each; their names are of one length. */
const STORES = ['bench-1', 'bench-2'] as const;
const CALLS = 120;
const ROUNDS = 16;
const FUNCTION_CALL = [[Buffer.from('FCALL')]];

/** Cost of a call with the newer rules for Redis, beside the same call without them, both in turns. */
export async function run({ quick, say }: BenchOptions): Promise<Section> {
  const { redis, scripts, stop } = await openBenchHouse();
  const bench = { scripts, redis: redis.client, path: redis.path };
  await fillStore(scripts, FILLED);
  await forgetOperations(redis.client, FILLED);
  const rows: string[][] = [];
  for (const pair of PAIRS) {
    const row = cells(pair, await inTurns(bench, pair, quick ? ROUNDS / 4 : ROUNDS));
    say(row.join('  '));
    rows.push(row);
  }
  await stop();
  return {
    title: 'Rules, beside the same call without them',
    text: `µs of Redis' one thread a call (INFO commandstats), ${CALLS} calls of each in ${ROUNDS} rounds: the two of a row take turns within
each round, so that both meet the same fast and slow spells of the machine. The ratio is the median of those of the rounds.`,
    tables: [{ head: ['without rules', 'with rules', 'without: µs', 'with: µs', '×', 'at most'], rows }],
  };
}

/** µs a call of each of the two, round by round. */
async function inTurns(bench: Workbench, pair: Pair, rounds: number): Promise<[number, number][]> {
  const [plain, ruled] = [pair.plain, pair.ruled].map(caseOf) as [ScriptCase, ScriptCase];
  const works: (() => Promise<number>)[] = [];
  for (const [i, one] of [plain, ruled].entries()) works.push(await worksOf(bench, one, STORES[i]!, rounds));
  const took: [number, number][] = [];
  for (let round = 0; round < rounds; round++) {
    const both: [number, number] = [0, 0];
    for (const i of round % 2 === 0 ? [0, 1] : [1, 0]) both[i] = (await works[i]!()) / CALLS;
    took.push(both);
  }
  for (const store of STORES) await dropStore(bench.redis, store);
  return took;
}

/** Brings a store to where all calls of a case make sense; gives what runs those of the next round, and its µs. */
async function worksOf(
  { redis, scripts }: Workbench,
  one: ScriptCase,
  store: string,
  rounds: number,
): Promise<() => Promise<number>> {
  await copyStore(redis, FILLED, [store]);
  const calls = await one.prepare(scripts, store, rounds * CALLS, redis);
  return () =>
    microsOf(redis, FUNCTION_CALL, async () => {
      for (const call of calls.splice(0, CALLS)) await succeed(call(store));
    });
}

function caseOf(name: string): ScriptCase {
  const found = scriptCases.find((one) => nameOf(one) === name);
  if (!found) throw new Error(`bench/scripts has no case ${name}`);
  return found;
}

function cells({ plain, ruled, goal }: Pair, took: [number, number][]): string[] {
  const [without, withRules] = [0, 1].map((i) => took.map((both) => both[i]!)) as [number[], number[]];
  const ratio = median(took.map(([one, other]) => other / one));
  return [
    ...[plain, ruled],
    ...[medianAndSpread(without), medianAndSpread(withRules)],
    ...[ratio.toFixed(2), goal.toFixed(1)],
  ];
}

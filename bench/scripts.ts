import { ScriptRunner } from '../src/platform/redis';
import { nameOf, ScriptCase } from './scripts/case';
import { scriptCases } from './scripts/cases';
import { forgetOperations } from './scripts/copies';
import { fillStore } from './scripts/filled-store';
import { Costs, FILLED, measure, Measured, Workbench } from './scripts/measure';
import { IN_A_PIPELINE, TURNS } from './scripts/round';
import { openBenchHouse } from './support/bench-house';
import { BenchOptions, Section } from './support/section';

/** At most so many times what its commands cost by themselves. */
const GOAL = 2;
/** Calls of one round: so many that each way clears away its own garbage, and does not leave it to the next. */
const CALLS = 120;

/** Cost of every mutating script for Redis, beside the cost of its commands when a client sends them. */
export async function run({ quick, say, only }: BenchOptions): Promise<Section> {
  const rounds = TURNS * (quick ? 1 : 2);
  const { redis, house, scripts, stop } = await openBenchHouse();
  const bench = { scripts, redis: redis.client, path: redis.path };
  const missing = uncovered(house.app.get(ScriptRunner, { strict: false }));
  if (missing.length > 0) throw new Error(`no case for ${missing.join(', ')}`);
  await fillStore(scripts, FILLED);
  await forgetOperations(redis.client, FILLED);
  const rows = await measureAll(bench, wanted(only), { rounds, quick, say });
  await stop();
  return section(rows, rounds);
}

/** `--only deduct,transfer`: the scripts of these names, or of these domains. */
function wanted(only: string | undefined): ScriptCase[] {
  if (only === undefined) return scriptCases;
  const names = only.split(',');
  return scriptCases.filter(({ script }) =>
    names.some((name) => script === name || script.split('/').includes(name)),
  );
}

/** Scripts that change something and are not measured; what is purged was forgotten long before. */
function uncovered({ scripts }: ScriptRunner): string[] {
  const covered = new Set(scriptCases.map(({ script }) => script));
  return [...scripts.values()]
    .filter(
      ({ name, header }) =>
        header.args.named.some((arg) => arg.name === 'operation_id') && !covered.has(name),
    )
    .map(({ name }) => name);
}

type Row = Measured & { name: string };

async function measureAll(
  bench: Workbench,
  cases: ScriptCase[],
  { rounds, quick, say }: { rounds: number; quick: boolean; say: BenchOptions['say'] },
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const one of cases) {
    const calls = Math.ceil((one.calls ?? CALLS) / (quick ? 2 : 1));
    const name = nameOf(one);
    const measured = await measure(bench, one, rounds, calls).catch((cause: Error) => {
      throw new Error(`${name}: ${cause.message}`, { cause });
    });
    const row = { name, ...measured };
    say(cells(row).join('  '));
    rows.push(row);
  }
  return rows;
}

const micros = (value: number): string => value.toFixed(1);
const times = (value: number): string => value.toFixed(2);

function cells({ name, commands, oneByOne, pipelined }: Row): string[] {
  const way = ({ bare, least, script, timesBare, timesLeast }: Costs): string[] => [
    ...[micros(bare), micros(least), micros(script)],
    ...[times(timesBare), times(timesLeast)],
  ];
  return [name, String(Math.round(commands)), ...way(oneByOne), ...way(pipelined)];
}

const HEAD = ['script', 'commands'];
const WAY = ['commands µs', 'in a function µs', 'script µs', '× commands', '× function'];

function section(rows: Row[], rounds: number): Section {
  const met = (ratio: (row: Row) => number): number => rows.filter((row) => ratio(row) <= GOAL).length;
  const besideFunction = met(({ oneByOne }) => oneByOne.timesLeast);
  const besidePipelined = met(({ pipelined }) => pipelined.timesLeast);
  const besideSum = met(({ oneByOne }) => oneByOne.timesBare);
  return {
    title: 'Scripts, µs in Redis',
    text: `Cost of each mutating script for Redis' one thread (INFO commandstats), beside the very commands that it runs,
taken down by MONITOR beforehand: sent by a client, their own time added up ("commands"), and run by a function that does
nothing else ("in a function"), which is the least that any script costs that runs them. First one call at a time, then
pipelined ${IN_A_PIPELINE} at a time. All on copies of one store, equal to the last byte, and sent by one client; medians of ${rounds}
rounds that alternate between the ways, also of the ratios. Sweeps end as many as \`SWEEP_BATCH\` says by default.
${GOAL.toFixed(1)} × the function holds for ${besideFunction} of ${rows.length} one at a time and for ${besidePipelined} in a pipeline; ${GOAL.toFixed(1)} × the sum of the commands'
own time for ${besideSum}.`,
    tables: [{ head: [...HEAD, ...WAY, ...WAY.map((name) => `pipelined: ${name}`)], rows: rows.map(cells) }],
  };
}

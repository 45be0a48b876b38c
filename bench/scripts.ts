import { Redis } from 'ioredis';
import { REDIS, RedisConnection, ScriptRunner } from '../src/redis';
import { House } from '../test/support/house';
import { ScriptCase } from './scripts/case';
import { scriptCases } from './scripts/cases';
import { forgetOperations } from './scripts/copies';
import { furnish } from './scripts/furniture';
import { FURNISHED, IN_A_PIPELINE, measure, Measured, Workbench } from './scripts/measure';
import { startBenchRedis } from './support/bench-redis';
import { Desk } from './support/desk';
import { BenchOptions, Section } from './support/section';

/** At most so many times what its commands cost by themselves. */
const GOAL = 2;
/** Of one round. Rounds are many and short: one that the machine interrupted does not move the median. */
const CALLS = 50;

/** What every mutating script costs Redis, beside what the commands in it cost when a client sends them. */
export async function run({ quick, say, only }: BenchOptions): Promise<Section> {
  const rounds = quick ? 8 : 20;
  const redis = await startBenchRedis();
  const house = await House.open({ SWEEP_INTERVAL_MS: 3_600_000 }, redis);
  const desk = new Desk(house.app);
  const connection = house.app.get<RedisConnection>(REDIS, { strict: false });
  const bench = { desk, scripts: connection.client as Redis, redis: redis.client, path: redis.path };
  const missing = uncovered(house.app.get(ScriptRunner, { strict: false }));
  if (missing.length > 0) throw new Error(`no case for ${missing.join(', ')}`);
  await furnish(desk, FURNISHED);
  await forgetOperations(redis.client, FURNISHED);
  const rows = await measureAll(bench, wanted(only), { rounds, quick, say });
  await house.close();
  await redis.stop();
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
    .filter(({ name, namedArgs }) => namedArgs.includes('operation_id') && !covered.has(name))
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
    const name = one.what ? `${one.script}, ${one.what}` : one.script;
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

function cells({ name, commands, ...measured }: Row): string[] {
  const { bare, script, pipelinedBare, pipelinedScript } = measured;
  return [
    ...[name, String(Math.round(commands))],
    ...[micros(bare), micros(script), times(script / bare)],
    ...[micros(pipelinedBare), micros(pipelinedScript), times(pipelinedScript / pipelinedBare)],
  ];
}

function section(rows: Row[], rounds: number): Section {
  const met = rows.filter(({ script, bare }) => script <= GOAL * bare).length;
  const head = ['script', 'commands', 'bare µs', 'script µs', 'ratio'];
  return {
    title: 'Scripts, µs in Redis',
    text: `What each mutating script costs Redis' one thread (INFO commandstats), beside the very commands that it runs,
taken down by MONITOR beforehand and sent by a client: one call at a time, and pipelined ${IN_A_PIPELINE} at a time. Both on copies
of one store, equal to the last byte; medians of ${rounds} rounds that alternate between the four. These µs are time on the
clock: on a machine that is busy elsewhere they grow. The goal, ${GOAL.toFixed(1)} × one at a time, holds for ${met} of ${rows.length}.`,
    tables: [
      {
        head: [...head, 'pipelined bare µs', 'pipelined script µs', 'ratio'],
        rows: rows.map(cells),
      },
    ],
  };
}

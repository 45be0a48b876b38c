import { Redis } from 'ioredis';
import { succeed } from '../support/calls';
import { Desk } from '../support/desk';
import { median } from '../support/statistics';
import { BareFunctions } from './bare-functions';
import { Call, ScriptCase } from './case';
import { copyStore, dropStore, inStore } from './copies';
import { Meter } from './meter';
import { argumentsOf, Tap, Tapped } from './tap';

export interface Workbench {
  desk: Desk;
  redis: Redis;
  /** The socket of the server. */
  path: string;
}

/** The store that is furnished once, and copied for each case; all of one length, as are their keys. */
export const FURNISHED = 'bench-0';
/** Where a case is prepared and tapped; its copies are for what is measured. */
const TAPPED = 'bench-1';
const COPIES = ['bench-2', 'bench-3', 'bench-4', 'bench-5', 'bench-6', 'bench-7'] as const;
export const IN_A_PIPELINE = 50;

/** What one way of sending costs, in µs a call. */
export interface Way {
  bare: number;
  /** The same commands by a function that does nothing else. */
  least: number;
  script: number;
}

/** Medians of the rounds, and of what the script took in a round beside the others in the same. */
export interface Costs extends Way {
  timesBare: number;
  timesLeast: number;
}

export interface Measured {
  commands: number;
  oneByOne: Costs;
  pipelined: Costs;
}

/** What a case costs as a script, and what the commands cost that it runs, each on a copy of the same store. */
export async function measure(
  bench: Workbench,
  one: ScriptCase,
  rounds: number,
  calls: number,
): Promise<Measured> {
  const { redis, desk } = bench;
  await copyStore(redis, FURNISHED, [TAPPED]);
  const all = await one.prepare(desk, TAPPED, rounds * calls);
  const slices = Array.from({ length: rounds }, (_, i) => all.slice(i * calls, (i + 1) * calls));
  await copyStore(redis, TAPPED, [...COPIES]);
  const heard = await tapped(bench, slices);
  const measured: Record<'oneByOne' | 'pipelined', Way>[] = [];
  for (const slice of heard) measured.push(await oneRound(bench, slice));
  for (const store of [TAPPED, ...COPIES]) await dropStore(redis, store);
  return {
    commands: heard.flat().flatMap((tapped) => tapped.commands).length / all.length,
    oneByOne: costs(
      measured.map((round) => round.oneByOne),
      calls,
    ),
    pipelined: costs(
      measured.map((round) => round.pipelined),
      calls,
    ),
  };
}

/** A machine has fast and slow spells: ways that met the same one are compared, and the median taken of that. */
function costs(rounds: Way[], calls: number): Costs {
  const middle = (of: (round: Way) => number): number => median(rounds.map(of));
  return {
    bare: middle(({ bare }) => bare) / calls,
    least: middle(({ least }) => least) / calls,
    script: middle(({ script }) => script) / calls,
    timesBare: middle(({ script, bare }) => script / bare),
    timesLeast: middle(({ script, least }) => script / least),
  };
}

/** What each slice of calls asks of Redis. In a pass of its own: MONITOR slows the server. */
async function tapped({ redis, path }: Workbench, slices: Call[][]): Promise<Tapped[][]> {
  const tap = await Tap.open(redis, path);
  const heard: Tapped[][] = [];
  for (const slice of slices)
    heard.push(await tap.during(() => oneByOne(slice, (call) => succeed(call(TAPPED)))));
  tap.close();
  return heard;
}

/**
 * The six ways one after the other, so that whatever else the machine does hits all of them. The same client sends all
 * of them as they stand: what the service does before it sends one would leave Redis' thread another cache.
 */
async function oneRound(
  { redis }: Workbench,
  tapped: Tapped[],
): Promise<Record<'oneByOne' | 'pipelined', Way>> {
  const [meter, functions] = [new Meter(redis), new BareFunctions(redis)];
  const lines = tapped.flatMap(({ commands }) => commands);
  const names = new Set(lines.map((line) => argumentsOf(line)[0]!.toString().toLowerCase()));
  const argumentsIn = (store: string) => (line: string) => argumentsOf(inStore(line, TAPPED, store));
  const scripts = (store: string): Buffer[][] => tapped.map(({ call }) => argumentsIn(store)(call));
  const bare = (store: string): Buffer[][] => lines.map(argumentsIn(store));
  const least = (store: string): Promise<Buffer[][]> =>
    functions.ready(tapped.map(({ commands }) => commands.map(argumentsIn(store))));
  const send = ([name, ...args]: Buffer[]): Promise<unknown> => redis.call(name!.toString(), args);
  const run = async (call: Buffer[]): Promise<void> => mustSucceed(await send(call));
  const ready = {
    scripts: [scripts(COPIES[0]), scripts(COPIES[2])],
    bare: [bare(COPIES[1]), bare(COPIES[3])],
    least: [await least(COPIES[4]), await least(COPIES[5])],
  };
  return {
    oneByOne: {
      script: await meter.ofScripts(() => oneByOne(ready.scripts[0]!, run)),
      bare: await meter.ofCommands(names, () => oneByOne(ready.bare[0]!, send)),
      least: await meter.ofScripts(() => oneByOne(ready.least[0]!, send)),
    },
    pipelined: {
      script: await meter.ofScripts(() => pipelined(redis, ready.scripts[1]!, run)),
      bare: await meter.ofCommands(names, () => pipelined(redis, ready.bare[1]!, send)),
      least: await meter.ofScripts(() => pipelined(redis, ready.least[1]!, send)),
    },
  };
}

/** A refusal costs less, and would pass for a fast script. */
function mustSucceed(reply: unknown): void {
  const [word] = reply as string[];
  if (word !== 'OK') throw new Error(`a call was refused: ${JSON.stringify(reply)}`);
}

async function oneByOne<T>(items: T[], send: (item: T) => Promise<unknown>): Promise<void> {
  for (const item of items) await send(item);
}

/** Many in one write: Redis finds the next one there when it is done with the last. */
async function pipelined<T>(by: Redis, items: T[], send: (item: T) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < items.length; i += IN_A_PIPELINE) {
    by.stream.cork();
    const sent = items.slice(i, i + IN_A_PIPELINE).map(send);
    by.stream.uncork();
    await Promise.all(sent);
  }
}

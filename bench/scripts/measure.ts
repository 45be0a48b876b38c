import { Redis } from 'ioredis';
import { succeed } from '../support/calls';
import { Desk } from '../support/desk';
import { median } from '../support/statistics';
import { BareFunctions } from './bare-functions';
import { Call, ScriptCase } from './case';
import { copyStore, dropStore, inStore } from './copies';
import { Meter } from './meter';
import { argumentsOf, Tap } from './tap';

export interface Workbench {
  desk: Desk;
  /** The connection that the service sends its scripts by. */
  scripts: Redis;
  /** Another one, for the bare commands. */
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

/** Medians of the rounds, in µs a call. */
export interface Measured {
  commands: number;
  bare: number;
  script: number;
  /** The same commands by a function that does nothing else. */
  least: number;
  pipelinedBare: number;
  pipelinedScript: number;
  pipelinedLeast: number;
}

type Round = Omit<Measured, 'commands'>;

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
  const commands = await tapped(bench, slices);
  const measured: Round[] = [];
  for (const [i, slice] of slices.entries()) measured.push(await oneRound(bench, slice, commands[i]!));
  for (const store of [TAPPED, ...COPIES]) await dropStore(redis, store);
  const middle = (name: keyof Round): number => median(measured.map((round) => round[name])) / calls;
  return {
    commands: commands.flat(2).length / all.length,
    bare: middle('bare'),
    script: middle('script'),
    least: middle('least'),
    pipelinedBare: middle('pipelinedBare'),
    pipelinedScript: middle('pipelinedScript'),
    pipelinedLeast: middle('pipelinedLeast'),
  };
}

/** What each slice of calls asks of Redis. In a pass of its own: MONITOR slows the server. */
async function tapped({ redis, path }: Workbench, slices: Call[][]): Promise<string[][][]> {
  const tap = await Tap.open(redis, path);
  const heard: string[][][] = [];
  for (const slice of slices)
    heard.push(await tap.during(() => oneByOne(slice, (call) => succeed(call(TAPPED)))));
  tap.close();
  return heard;
}

/** The six ways one after the other, so that whatever else the machine does hits all of them. */
async function oneRound(
  { scripts, redis }: Workbench,
  calls: Call[],
  tappedCalls: string[][],
): Promise<Round> {
  const [meter, functions] = [new Meter(redis), new BareFunctions(redis)];
  const lines = tappedCalls.flat();
  const names = new Set(lines.map((line) => argumentsOf(line)[0]!.toString().toLowerCase()));
  const call = (store: string) => (one: Call) => succeed(one(store));
  const send = (store: string) => (line: string) => {
    const [name, ...args] = argumentsOf(inStore(line, TAPPED, store));
    return redis.call(name!.toString(), args);
  };
  const ready = (store: string) =>
    functions.ready(tappedCalls.map((one) => one.map((line) => argumentsOf(inStore(line, TAPPED, store)))));
  const [leastCalls, leastPipelined] = [await ready(COPIES[4]), await ready(COPIES[5])];
  return {
    script: await meter.ofScripts(() => oneByOne(calls, call(COPIES[0]))),
    bare: await meter.ofCommands(names, () => oneByOne(lines, send(COPIES[1]))),
    least: await meter.ofScripts(() => oneByOne(leastCalls, (run) => run())),
    pipelinedScript: await meter.ofScripts(() => pipelined(scripts, calls, call(COPIES[2]))),
    pipelinedBare: await meter.ofCommands(names, () => pipelined(redis, lines, send(COPIES[3]))),
    pipelinedLeast: await meter.ofScripts(() => pipelined(redis, leastPipelined, (run) => run())),
  };
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

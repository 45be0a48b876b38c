import { Redis } from 'ioredis';
import { succeed } from '../support/calls';
import { ServiceScripts } from '../support/service-scripts';
import { median } from '../support/statistics';
import { BareFunctions } from './bare-functions';
import { Call, ScriptCase } from './case';
import { copyStore, dropStore } from './copies';
import { COPIES, oneRound, Round, Style, TAPPED, Took } from './round';
import { Tap, Tapped } from './tap';

export interface Workbench {
  scripts: ServiceScripts;
  redis: Redis;
  /** The socket of the server. */
  path: string;
}

/** The store that is filled once, and copied for each case; all of one length, as are their keys. */
export const FILLED = 'bench-0';

/** Medians of the rounds, in µs a call, and of what the script took in a round beside the others in the same. */
export interface Costs extends Took {
  timesBare: number;
  timesLeast: number;
}

export interface Measured extends Record<Style, Costs> {
  /** Commands a call. */
  commands: number;
}

/** Cost of a case as a script, and the cost of its commands, each on a copy of the same store. */
export async function measure(
  { redis, scripts, path }: Workbench,
  one: ScriptCase,
  rounds: number,
  calls: number,
): Promise<Measured> {
  await copyStore(redis, FILLED, [TAPPED]);
  const all = await one.prepare(scripts, TAPPED, rounds * calls, redis);
  const slices = Array.from({ length: rounds }, (_, i) => all.slice(i * calls, (i + 1) * calls));
  await copyStore(redis, TAPPED, [...COPIES]);
  const heard = await tapped(redis, path, slices);
  const [functions, measured] = [new BareFunctions(redis), [] as Round[]];
  for (const [i, slice] of heard.entries()) measured.push(await oneRound(redis, functions, slice, i));
  for (const store of [TAPPED, ...COPIES]) await dropStore(redis, store);
  return {
    commands: heard.flat().flatMap(({ commands }) => commands).length / all.length,
    oneByOne: costs(measured, 'oneByOne', calls),
    pipelined: costs(measured, 'pipelined', calls),
  };
}

/** A machine has fast and slow spells: ways that met the same one are compared, and the median taken of that. */
function costs(rounds: Round[], style: Style, calls: number): Costs {
  const middle = (of: (took: Took) => number): number => median(rounds.map((round) => of(round[style])));
  return {
    bare: middle(({ bare }) => bare) / calls,
    least: middle(({ least }) => least) / calls,
    script: middle(({ script }) => script) / calls,
    timesBare: middle(({ script, bare }) => script / bare),
    timesLeast: middle(({ script, least }) => script / least),
  };
}

/** Commands that each slice of calls sends to Redis. In a pass of its own: MONITOR slows the server. */
async function tapped(redis: Redis, path: string, slices: Call[][]): Promise<Tapped[][]> {
  const tap = await Tap.open(redis, path);
  const heard: Tapped[][] = [];
  for (const slice of slices) {
    const work = async (): Promise<void> => {
      for (const call of slice) await succeed(call(TAPPED));
    };
    heard.push(await tap.during(work));
  }
  tap.close();
  return heard;
}

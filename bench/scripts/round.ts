import { Redis } from 'ioredis';
import { BareFunctions } from './bare-functions';
import { inStore } from './copies';
import { microsOf } from './meter';
import { argumentsOf, Tapped } from './tap';

/** Where a case is prepared and tapped; its copies are for what is measured. All names are of one length. */
export const TAPPED = 'bench-1';
export const COPIES = ['bench-2', 'bench-3', 'bench-4', 'bench-5', 'bench-6', 'bench-7'] as const;
export const IN_A_PIPELINE = 50;

export type Style = 'oneByOne' | 'pipelined';

/** Times of one piece of work, in µs. */
export interface Took {
  /** As commands that a client sends. */
  bare: number;
  /** As the same commands by a function that does nothing else. */
  least: number;
  script: number;
}

export type Round = Record<Style, Took>;

const WAYS: [Style, keyof Took][] = [
  ['oneByOne', 'script'],
  ['oneByOne', 'bare'],
  ['oneByOne', 'least'],
  ['pipelined', 'script'],
  ['pipelined', 'bare'],
  ['pipelined', 'least'],
];
/** So many rounds, or a multiple, let each way come first as often as any other. */
export const TURNS = WAYS.length;

const argumentsIn = (store: string) => (line: string) => argumentsOf(inStore(line, TAPPED, store));

/** The commands of each way, with their arguments. */
const commandsOf: Record<
  keyof Took,
  (tapped: Tapped[], store: string, functions: BareFunctions) => Buffer[][] | Promise<Buffer[][]>
> = {
  script: (tapped, store) => tapped.map(({ call }) => argumentsIn(store)(call)),
  bare: (tapped, store) => tapped.flatMap(({ commands }) => commands.map(argumentsIn(store))),
  least: (tapped, store, functions) =>
    functions.ready(tapped.map(({ commands }) => commands.map(argumentsIn(store)))),
};

/**
 * The six ways one after the other. One client sends all of them as they stand: what the service does before it
 * sends one would leave Redis' thread another cache. Each round begins with another way, and each way has another copy
 * in each: what comes after a pause is slower, and one copy may lie better in memory than another.
 */
export async function oneRound(
  redis: Redis,
  functions: BareFunctions,
  tapped: Tapped[],
  round: number,
): Promise<Round> {
  const ready: [Style, keyof Took, Buffer[][]][] = [];
  for (const [i, store] of COPIES.entries()) {
    const [style, way] = WAYS[(i + round) % WAYS.length]!;
    ready.push([style, way, await commandsOf[way](tapped, store, functions)]);
  }
  const took: Round = { oneByOne: {} as Took, pipelined: {} as Took };
  for (const [style, way, commands] of ready) {
    const send = async ([name, ...args]: Buffer[]): Promise<void> => {
      const reply = await redis.call(name!.toString(), args);
      if (way === 'script') mustSucceed(reply);
    };
    const work = (): Promise<void> => (style === 'oneByOne' ? oneByOne : pipelined)(redis, commands, send);
    took[style][way] = await microsOf(redis, commands, work);
  }
  return took;
}

/** A refusal costs less, and would pass for a fast script. */
function mustSucceed(reply: unknown): void {
  const [word] = reply as string[];
  if (word !== 'OK') throw new Error(`a call was refused: ${JSON.stringify(reply)}`);
}

async function oneByOne<T>(_by: Redis, items: T[], send: (item: T) => Promise<void>): Promise<void> {
  for (const item of items) await send(item);
}

/** Many in one write: Redis finds the next one there when it is done with the last. */
async function pipelined<T>(by: Redis, items: T[], send: (item: T) => Promise<void>): Promise<void> {
  for (let i = 0; i < items.length; i += IN_A_PIPELINE) {
    by.stream.cork();
    const sent = items.slice(i, i + IN_A_PIPELINE).map(send);
    by.stream.uncork();
    await Promise.all(sent);
  }
}

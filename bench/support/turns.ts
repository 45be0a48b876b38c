import { load, Load, Repeated, Target } from './load';

/** One of those that are compared: a turn is one measurement of it, from the same start each time. */
export interface Contender<Measured extends Load = Load> {
  name: string;
  turn: (seconds: number) => Promise<Measured>;
}

/** Load of one kind on one target; what each turn needs to begin at the same place is prepared before it. */
export function contender(
  name: string,
  { target, request, connections }: { target: Target; request: Repeated; connections?: number },
  prepare: (seconds: number) => Promise<void>,
): Contender {
  const turn = async (seconds: number): Promise<Load> => {
    await prepare(seconds);
    return load(target, request, seconds, connections);
  };
  return { name, turn };
}

export interface Schedule {
  rounds: number;
  seconds: number;
  /** Once for each before the first round: the JIT compiler, connections, caches. */
  warmUpSeconds: number;
}

export function schedule(quick: boolean): Schedule {
  return quick ? { rounds: 2, seconds: 1, warmUpSeconds: 1 } : { rounds: 5, seconds: 5, warmUpSeconds: 3 };
}

/** `5 rounds of 5 s each in turns`, for the text of a section. */
export function scheduleText({ rounds, seconds, warmUpSeconds }: Schedule): string {
  return `${rounds} rounds of ${seconds} s each, in turns, after ${warmUpSeconds} s to warm up`;
}

/**
 * Everyone in every round, and the order turned round in every other one: what drifts on the machine meanwhile meets all
 * of them alike. The measurements of a contender stand in the order of the rounds, under its name.
 */
export async function inTurns<Measured extends Load>(
  contenders: Contender<Measured>[],
  { rounds, seconds, warmUpSeconds }: Schedule,
  say: (line: string) => void,
): Promise<Record<string, Measured[]>> {
  const loads: Record<string, Measured[]> = Object.fromEntries(contenders.map(({ name }) => [name, []]));
  if (warmUpSeconds > 0) for (const contender of contenders) await contender.turn(warmUpSeconds);
  for (let round = 0; round < rounds; round++) {
    for (const { name, turn } of round % 2 === 0 ? contenders : [...contenders].reverse()) {
      const measured = await turn(seconds);
      loads[name]!.push(measured);
      say(`  round ${round + 1}, ${name}: ${Math.round(measured.perSecond)}/s, p99 ${measured.p99Ms} ms`);
    }
  }
  return loads;
}

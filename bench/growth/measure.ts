import { succeed } from '../support/calls';
import { ServiceScripts } from '../support/service-scripts';
import { median, percentile } from '../support/statistics';
import { Call } from './calls';

export interface SizedStore {
  name: string;
  size: number;
}

/** Latencies of one call, in µs, in the order of the stores. */
export interface Latencies {
  p50: number[];
  p99: number[];
}

/**
 * Medians of the rounds. The stores take turns call by call, in another order each time: what else the machine does,
 * and a collection of garbage that comes every so many calls, hits all of them alike.
 */
export async function latencies(
  scripts: ServiceScripts,
  stores: SizedStore[],
  call: Call,
  { rounds, calls }: { rounds: number; calls: number },
): Promise<Latencies> {
  const p50s: number[][] = stores.map(() => []);
  const p99s: number[][] = stores.map(() => []);
  for (let round = 0; round < rounds; round++) {
    const times = await oneRound(scripts, stores, call, calls);
    times.forEach((ofStore, i) => {
      p50s[i]!.push(percentile(ofStore, 0.5));
      p99s[i]!.push(percentile(ofStore, 0.99));
    });
  }
  return { p50: p50s.map(median), p99: p99s.map(median) };
}

async function oneRound(
  scripts: ServiceScripts,
  stores: SizedStore[],
  call: Call,
  calls: number,
): Promise<number[][]> {
  const times: number[][] = stores.map(() => []);
  for (let i = 0; i < calls; i++) {
    for (const place of shuffled(stores.length)) {
      const { name, size } = stores[place]!;
      const started = performance.now();
      await succeed(call(scripts, name, size));
      times[place]!.push((performance.now() - started) * 1000);
    }
  }
  return times;
}

/** The numbers below `count`, in any order. */
function shuffled(count: number): number[] {
  const ranked = Array.from({ length: count }, (_, place) => ({ place, rank: Math.random() }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ place }) => place);
}

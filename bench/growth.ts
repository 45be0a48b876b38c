import { sleep } from '../test/support/time';
import { measuredCalls } from './growth/calls';
import { fill } from './growth/fill';
import { Latencies, latencies, SizedStore } from './growth/measure';
import { openBenchHouse } from './support/bench-house';
import { BenchOptions, Section } from './support/section';

/** The largest store may cost so many times what the smallest costs. */
const GOAL = 1.2;
const SIZES = [100, 10_000, 1_000_000];
const QUICK_SIZES = [100, 1_000, 10_000];

/** Whether calls and pages cost the same however much there is in a store; `--only 100,100000` for other sizes. */
export async function run({ quick, only, say }: BenchOptions): Promise<Section> {
  const { scripts, stop } = await openBenchHouse();
  const stores: SizedStore[] = [];
  for (const size of only?.split(',').map(Number) ?? (quick ? QUICK_SIZES : SIZES)) {
    const started = performance.now();
    await fill(scripts, `of-${size}`, size);
    stores.push({ name: `of-${size}`, size });
    say(`a store of ${grouped(size)} of each: ${Math.round((performance.now() - started) / 1000)} s`);
  }
  await sleep(5_000); // what is written of all that reaches the disk
  const rounds = quick ? { rounds: 3, calls: 200 } : { rounds: 25, calls: 500 };
  const rows: Row[] = [];
  for (const [name, call] of Object.entries(measuredCalls)) {
    rows.push({ name, ...(await latencies(scripts, stores, call, rounds)) });
    say(cells(rows.at(-1)!).join('  '));
  }
  await stop();
  return section(rows, stores, rounds);
}

type Row = Latencies & { name: string };

const grouped = (size: number): string => String(size).replace(/\B(?=(\d{3})+$)/g, ' ');
const growth = (values: number[]): number => values.at(-1)! / values[0]!;
const micros = (value: number): string => value.toFixed(0);

function cells({ name, p50, p99 }: Row): string[] {
  return [name, ...[p50, p99].flatMap((values) => [...values.map(micros), growth(values).toFixed(2)])];
}

function section(
  rows: Row[],
  stores: SizedStore[],
  { rounds, calls }: { rounds: number; calls: number },
): Section {
  const columns = (percentile: string): string[] => [
    ...stores.map(({ size }) => `${percentile} at ${grouped(size)}`),
    'ratio',
  ];
  const met = (which: keyof Latencies): number => rows.filter((row) => growth(row[which]) <= GOAL).length;
  return {
    title: 'Growth, µs a call',
    text: `Stores of so many SKUs, prices, reservations, accounts and orders (and instances, of which there are at most 100 000), all
filled through the scripts and all in one Redis. The bench measures the call of a script by the service's own
connection, from its arguments to its decoded reply, without HTTP: one at a time, of any SKU or account; lists are their
first page of 50. The stores take turns call by call; medians of ${rounds} rounds of ${calls} calls. The goal, ${GOAL} × from the
smallest to the largest, holds for p50 in ${met('p50')} of ${rows.length} rows, for p99 in ${met('p99')}.`,
    tables: [{ head: ['call', ...columns('p50'), ...columns('p99')], rows: rows.map(cells) }],
  };
}

import { away, Away, keepUp, Kept } from './history/trials';
import { CONNECTIONS, Load } from './support/load';
import { BenchOptions, Section } from './support/section';
import { median, medianAndSpread, number } from './support/statistics';

/** The p99 of sales may be so many times that of before. */
const MOST_P99 = 1.2;
const WHOLE = {
  keeping: { asked: 10_000, seconds: 60 },
  away: { rounds: 1, seconds: 60, connections: CONNECTIONS },
};
const QUICK = { keeping: { asked: 10_000, seconds: 5 }, away: { ...WHOLE.away, seconds: 5 } };

/** Sales while the archive is away, and how fast it is. */
export async function run({ quick, say }: BenchOptions): Promise<Section> {
  const plan = quick ? QUICK : WHOLE;
  const sales = await away(plan.away, say);
  const kept = await keepUp(plan.keeping.asked, plan.keeping.seconds);
  return {
    title: 'Sales beside an archive',
    text: `Deductions of one SKU over ${plan.away.connections} connections, ${plan.away.seconds} s each, while PostgreSQL is up, killed, and
standing still (all of its processes stopped); each time it comes back, all is archived before the next. Goal: a p99 of at
most ${MOST_P99} × that of before. Then deductions in batches of 100, ${number(kept.asked)} a second asked for over ${plan.keeping.seconds} s. Load,
service, Redis and PostgreSQL share the cores; each writes to the disk as its defaults say.`,
    tables: [
      { head: ['PostgreSQL', 'sales/s', 'p50 ms', 'p99 ms', '× p99'], rows: salesRows(sales) },
      { caption: 'Archiving:', head: ['measured', ''], rows: keptRows(kept) },
    ],
  };
}

function salesRows(sales: Away): string[][] {
  const p99 = (loads: Load[]): number => median(loads.map(({ p99Ms }) => p99Ms));
  const row = (name: string, loads: Load[]): string[] => [
    name,
    ...(['perSecond', 'p50Ms', 'p99Ms'] as const).map((what) =>
      medianAndSpread(loads.map((one) => one[what])),
    ),
    (p99(loads) / p99(sales.up)).toFixed(2),
  ];
  return [row('up', sales.up), row('killed', sales.killed), row('standing still', sales.still)];
}

function keptRows({ asked, sold, archived, lagSeconds, alone }: Kept): string[][] {
  return [
    ['deductions a second, asked for', number(asked)],
    ['sold a second', number(sold)],
    ['archived a second, meanwhile', number(archived)],
    ['most seconds behind', number(lagSeconds)],
    ['from the last sale until all was archived, s', number(alone.seconds)],
    ['archived a second, then', number(alone.perSecond)],
    ["then, Node's µs a deduction", number(alone.nodeMicros)],
    ["then, Redis' µs a deduction", number(alone.redisMicros)],
    ["then, PostgreSQL's µs a deduction", number(alone.postgresMicros)],
  ];
}

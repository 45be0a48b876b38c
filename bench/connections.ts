import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAlternatives } from './support/alternatives';
import { drawChart, Panel } from './support/chart';
import { machineLine } from './support/environment';
import { Load, Repeated } from './support/load';
import { NAMES } from './support/names';
import { BenchOptions, Section, Table } from './support/section';
import { median, number } from './support/statistics';
import { contender, inTurns, Schedule, scheduleText } from './support/turns';

const PLOT = join(__dirname, '..', 'docs', 'throughput.svg');
const CONNECTIONS = [1, 2, 4, 8, 16, 32, 64, 128, 256];
const REQUEST: Repeated = {
  method: 'POST',
  path: '/v1/stores/main/inventory/items/SKU-0/deductions',
  body: { quantity: 1 },
};
const LINES: Record<string, { color: string; dash?: string }> = {
  [NAMES.bare]: { color: '#8c959f' },
  [NAMES.service]: { color: '#0969da' },
  [NAMES.postgresAsync]: { color: '#bf5700', dash: '6 4' },
  [NAMES.postgres]: { color: '#bf5700' },
};

/** Medians by contender, one for each number of connections. */
type Curves = Record<string, { perSecond: number; p99Ms: number }[]>;

/** How throughput and waiting grow with the number of callers. */
export async function run({ quick, say }: BenchOptions): Promise<Section> {
  const { list, close } = await openAlternatives();
  const plan: Schedule = quick
    ? { rounds: 1, seconds: 1, warmUpSeconds: 1 }
    : { rounds: 3, seconds: 3, warmUpSeconds: 3 };
  const curves: Curves = Object.fromEntries(Object.keys(LINES).map((name) => [name, []]));
  for (const connections of CONNECTIONS) {
    say(`  ${connections} connections`);
    const contenders = list
      .filter(({ name }) => name in LINES)
      .map(({ name, target, prepare }) =>
        contender(name, { target, request: REQUEST, connections }, () => prepare(1)),
      );
    // Once they are warm they stay so.
    const warmUpSeconds = connections === CONNECTIONS[0] ? plan.warmUpSeconds : 0;
    const loads = await inTurns(contenders, { ...plan, warmUpSeconds }, say);
    for (const [name, each] of Object.entries(loads)) curves[name]!.push(middleOf(each));
  }
  await close();
  if (!quick) writeFileSync(PLOT, plotOf(curves));
  const text =
    `Deductions of one SKU, as in the section above, with 1 to 256 connections; each number is the median of ` +
    `${scheduleText(plan)}. Drawn in [docs/throughput.svg](../docs/throughput.svg).`;
  return { title: 'From 1 to 256 connections', text, tables: tablesOf(curves) };
}

function middleOf(loads: Load[]): { perSecond: number; p99Ms: number } {
  return {
    perSecond: median(loads.map(({ perSecond }) => perSecond)),
    p99Ms: median(loads.map(({ p99Ms }) => p99Ms)),
  };
}

function tablesOf(curves: Curves): Table[] {
  const table = (caption: string, what: 'perSecond' | 'p99Ms'): Table => ({
    caption,
    head: ['connections', ...CONNECTIONS.map(String)],
    rows: Object.entries(curves).map(([name, curve]) => [name, ...curve.map((it) => number(it[what]))]),
  });
  return [table('Requests a second:', 'perSecond'), table('p99, ms:', 'p99Ms')];
}

function plotOf(curves: Curves): string {
  const panel = (title: string, what: 'perSecond' | 'p99Ms'): Panel => ({
    title,
    logarithmic: what === 'p99Ms',
    series: Object.entries(LINES).map(([name, line]) => {
      return { name, ...line, ys: curves[name]!.map((it) => it[what]) };
    }),
  });
  return drawChart({
    title: 'Deductions of one SKU over REST',
    subtitle: machineLine(),
    xLabel: 'connections',
    xs: CONNECTIONS,
    panels: [panel('requests a second', 'perSecond'), panel('p99, ms (logarithmic)', 'p99Ms')],
  });
}

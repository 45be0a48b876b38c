import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Growth, measureMemory } from './history/memory';
import { drawChart } from './support/chart';
import { machineLine } from './support/environment';
import { BenchOptions, Section } from './support/section';
import { number } from './support/statistics';

const PLOT = join(__dirname, '..', 'docs', 'history.svg');
/** Memory may grow by so much from the first tenth of all operations to the last. */
const MOST_GROWTH = 1.1;
const WHOLE = { operations: 1_000_000, perSecond: 2_500 };
const QUICK = { ...WHOLE, operations: 50_000 };

/** History that leaves memory, and is listed all the same. */
export async function run({ quick, say }: BenchOptions): Promise<Section> {
  const plan = quick ? QUICK : WHOLE;
  const growth = await measureMemory(plan.operations, plan.perSecond, say);
  if (!quick) writeFileSync(PLOT, plotOf(growth));
  return section(plan, growth);
}

function section({ operations, perSecond }: typeof WHOLE, growth: Growth): Section {
  return {
    title: 'History that leaves memory',
    text: `${number(operations)} deductions, in batches of 100 of ten SKUs, with \`IDEMPOTENCY_TTL_SECONDS=1\`: without an
archive as fast as they go; with one and \`HISTORY_SECONDS=1\` ${number(perSecond)} a second. Afterwards the API listed
${number(growth.movements)} movements and ${number(growth.effects)} effects, each once and without a gap; the bench fails otherwise.
Goal: at most ${MOST_GROWTH} × from the first tenth on: ${outcome(flatness(growth) <= MOST_GROWTH)} (${flatness(growth).toFixed(2)}).
Drawn in [docs/history.svg](../docs/history.svg). Load, service, Redis and PostgreSQL share the cores; each writes to the disk as its defaults say.`,
    tables: [{ head: ['deductions', 'Redis without, MB', 'Redis with, MB'], rows: memoryRows(growth) }],
  };
}

const outcome = (isMet: boolean): string => (isMet ? 'met' : 'not met');

/** The most memory of later, as a multiple of that after the first tenth. */
function flatness({ withHistory }: Growth): number {
  const later = withHistory.map(({ megabytes }) => megabytes).slice(withHistory.length / 10 - 1);
  return Math.max(...later) / later[0]!;
}

function memoryRows({ without, withHistory }: Growth): string[][] {
  const places = withHistory.map((_, i) => i).filter((i) => (i + 1) % (withHistory.length / 10) === 0);
  return places.map((i) => [
    number(withHistory[i]!.operations),
    number(without[i]!.megabytes),
    number(withHistory[i]!.megabytes),
  ]);
}

function plotOf({ without, withHistory }: Growth): string {
  const line = (points: typeof without): number[] => [0, ...points.map(({ megabytes }) => megabytes)];
  return drawChart({
    title: 'Memory of Redis against deductions',
    subtitle: machineLine(),
    xLabel: 'deductions, thousands',
    xs: [0, ...withHistory.map(({ operations }) => operations / 1_000)],
    isLinear: true,
    panels: [
      {
        title: 'MB',
        series: [
          { name: 'no archive', color: '#bf5700', dash: '6 4', ys: line(without) },
          { name: 'HISTORY_SECONDS=1', color: '#0969da', ys: line(withHistory) },
        ],
      },
    ],
  });
}

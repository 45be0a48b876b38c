import { Load } from './load';
import { Table } from './section';
import { medianAndSpread } from './statistics';

const LOAD_HEAD = ['requests/s', 'p50 ms', 'p99 ms'];

/** A row of cells under LOAD_HEAD. */
function loadCells(loads: Load[]): string[] {
  return [
    medianAndSpread(loads.map(({ perSecond }) => perSecond)),
    medianAndSpread(loads.map(({ p50Ms }) => p50Ms)),
    medianAndSpread(loads.map(({ p99Ms }) => p99Ms)),
  ];
}

/** A row each, and beside it how many times the throughput of `base` it has. */
export function loadTable(
  loads: Record<string, Load[]>,
  base: string,
  { caption, unit = LOAD_HEAD[0]! }: { caption?: string; unit?: string } = {},
): Table {
  const rows = Object.entries(loads).map(([name, each]) => [
    name,
    ...loadCells(each),
    name === base ? '1' : medianAndSpread(ratios(each, loads[base]!)),
  ]);
  return { caption, head: ['', unit, ...LOAD_HEAD.slice(1), `× ${base}`], rows };
}

/** Round by round: what is compared was measured shortly after one another. */
export function ratios(loads: Load[], base: Load[]): number[] {
  return loads.map(({ perSecond }, round) => perSecond / base[round]!.perSecond);
}

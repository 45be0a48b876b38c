import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Environment } from './environment';
import { Section } from './section';

const BENCH = join(__dirname, '..');
const RESULTS = join(BENCH, 'results');
export const RESULTS_PAGE = join(BENCH, 'RESULTS.md');

/** The file results/NAME.json: the last whole run of a bench. */
export interface Result extends Environment {
  name: string;
  /** Day of the end, in UTC. */
  date: string;
  seconds: number;
  section: Section;
}

/** In the order of the page: what a caller feels, what they would use instead, what it costs inside. */
const ORDER = [
  ...['deduct', 'reserve', 'transfer', 'checkout', 'read-item', 'batches'],
  ...['peers', 'connections', 'workers'],
  ...['scripts', 'beside', 'growth', 'sweep', 'memory', 'history', 'archive'],
  ...['flash-sale'],
  ...['shortcuts'],
];

/** Every file bench/NAME.ts, in the order of the page; one that the order does not know comes last. */
export function benchNames(): string[] {
  const names = readdirSync(BENCH).flatMap((file) => /^(.+)\.ts$/.exec(file)?.[1] ?? []);
  const place = (name: string): number => (ORDER.indexOf(name) + ORDER.length + 1) % (ORDER.length + 1);
  return names.sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

export function writeResult(result: Result): void {
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(fileOf(result.name), `${JSON.stringify(result, null, 2)}\n`);
}

/** Results of the benches that exist and have been run. */
export function readResults(): Result[] {
  return benchNames()
    .filter((name) => existsSync(fileOf(name)))
    .map((name) => JSON.parse(readFileSync(fileOf(name), 'utf8')) as Result);
}

function fileOf(name: string): string {
  return join(RESULTS, `${name}.json`);
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { environment } from './environment';
import { renderPage, renderSection } from './render';
import { benchNames, readResults, RESULTS_PAGE, writeResult } from './results';
import { Bench, BenchOptions, Section } from './section';
import { run as runSince } from '../since/run';
import { Unready } from './tools';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run bench -- [--quick] [--only PART,…] [NAME …]`, or `since COMMIT`; without a name, all of them one after the other. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
    allowPositionals: true,
  });
  const known = benchNames();
  const [first, commit] = positionals;
  if (first === 'since') return sayOnly(await runSince({ ...values, since: commit, say }));
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Unready(`There is no bench ${unknown}: ${known.join(', ')}`);
  for (const name of positionals.length > 0 ? positionals : known) await runOne(name, values);
}

/** A comparison with a version that is named is no result of this one. */
function sayOnly(section: Section): void {
  say(renderSection(section));
}

async function runOne(name: string, { quick, only }: Omit<BenchOptions, 'say'>): Promise<void> {
  say(`${name} …`);
  const bench = (await import(join(__dirname, '..', name))) as Bench;
  const started = performance.now();
  const section = await bench.run({ quick, only, say });
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  say(`\n${renderSection(section)}\n\n${name}: ${seconds} s\n`);
  if (quick || only !== undefined) return;
  writeResult({ name, date: new Date().toISOString(), seconds, ...environment(), section });
  writeFileSync(RESULTS_PAGE, renderPage(readResults()));
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`${error instanceof Unready ? error.message : error.stack}\n`);
    process.exit(1);
  },
);

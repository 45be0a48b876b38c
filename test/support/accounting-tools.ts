import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Programs that read exports, of the Debian packages `hledger` and `beancount`. */
const PROGRAMS = ['/usr/bin/hledger', '/usr/bin/bean-check', '/usr/bin/bean-query'] as const;

const installed = PROGRAMS.every((path) => existsSync(path));
// On a developer's machine they are optional; where the build is decided they are not.
export const withAccountingTools = installed || process.env.CI ? describe : describe.skip;
if (!installed)
  console.warn('No hledger, or no beancount, here (apt-get install hledger beancount): they read no export.');

/** Exit code and output of a program that reads this text as a file. */
async function run(
  program: string,
  text: string,
  argsOf: (file: string) => string[],
): Promise<{ ok: boolean; output: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'export-'));
  const file = join(folder, 'books');
  writeFileSync(file, text);
  const options = { maxBuffer: 1e8, env: { ...process.env, LC_ALL: 'C.UTF-8' } };
  const answer = await new Promise<{ ok: boolean; output: string }>((done) =>
    execFile(program, argsOf(file), options, (error, out, told) => done({ ok: !error, output: out + told })),
  );
  rmSync(folder, { recursive: true });
  return answer;
}

export const hledger = (text: string, ...args: string[]) =>
  run(PROGRAMS[0], text, (file) => ['-f', `journal:${file}`, ...args]);
export const beanCheck = (text: string) => run(PROGRAMS[1], text, (file) => ['--no-cache', file]);
const beanQuery = (text: string, query: string) =>
  run(PROGRAMS[2], text, (file) => ['--format', 'csv', file, query]);

/** Balances that a tool reads in an export: `account commodity` → minor units. */
export type Balances = Record<string, bigint>;

export async function hledgerBalances(text: string): Promise<Balances> {
  const { output } = await hledger(text, 'balance', '--flat', '--empty', '-O', 'csv', '--layout', 'tidy');
  return balancesOf(output, ([account, , , , commodity, value]) => [account!, commodity!, value!]);
}

export async function beancountBalances(text: string): Promise<Balances> {
  const query = 'SELECT account, currency, sum(number) AS n GROUP BY account, currency';
  const { output } = await beanQuery(text, query);
  return balancesOf(output, ([account, commodity, value]) => [account!, commodity!, value!]);
}

function balancesOf(csv: string, read: (row: string[]) => string[]): Balances {
  const balances: Balances = {};
  for (const line of csv.trim().split('\n').slice(1)) {
    const row = line.split(',').map((value) =>
      value
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .replaceAll('""', '"'),
    );
    const [account, commodity, value] = read(row);
    if (/^-?\d+$/.test(value!)) balances[`${account} ${commodity!.replaceAll('"', '')}`] = BigInt(value!);
  }
  return balances;
}

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LUA_ROOT } from '../../src/platform/scripts/script-source';
import { readLuaFrom, strictLibrary } from '../support/lua-root';
import { NEEDLESS } from './needless';
import { Mutant, mutantsOf } from './mutants';
import { Spec } from './spec-runner';

const PARTS = ['claim', 'room', 'reclaim', 'stock', 'stock-records', 'shown-stock', 'lapsed-units'].map(
  (part) => `inventory/parts/${part}.lua`,
);
/** The longest that all specs of a file may take; a mutant that never ends is found by it. */
const LIMIT_MS = 60_000;

const LUA_SPECS = join(__dirname, '../lua');
const spec = (name: string): Spec => new Spec(join(LUA_SPECS, `${name}.spec.ts`));
const specsIn = (folder: string): Spec[] =>
  readdirSync(join(LUA_SPECS, folder))
    .sort()
    .map((file) => new Spec(join(LUA_SPECS, folder, file)));
const records = specsIn('records');
const door = [
  ...specsIn('door'),
  ...['inventory', 'damaged-stock', 'vanished-keys', 'reservations'].map(spec),
];

/** The files of the generated readers, and those of the door for units. */
function files(): string[] {
  const generated = readdirSync(LUA_ROOT, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /generated\/[\w-]+-record\.lua$/.test(path),
  );
  return [...generated.sort(), ...PARTS];
}

async function main(only: string): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'ch-mutants-'));
  cpSync(LUA_ROOT, root, { recursive: true });
  readLuaFrom(root);
  try {
    const begun = Date.now();
    const before = await firstFailure([...records, ...door]);
    if (before) throw new Error(`without a change this fails already: ${before}`);
    const counts = { killed: 0, needless: 0, survived: 0 };
    for (const path of files().filter((one) => one.includes(only))) await runFile(root, path, counts);
    const { killed, needless, survived } = counts;
    process.stdout.write(
      `${killed + needless + survived} mutants in ${Math.round((Date.now() - begun) / 1000)} s: ${killed} killed, ` +
        `${needless} that change nothing left out, ${survived} survived\n`,
    );
    if (counts.survived > 0) process.exitCode = 1;
  } finally {
    for (const one of [...records, ...door]) await one.close();
    rmSync(root, { recursive: true, force: true });
  }
}

async function runFile(
  root: string,
  path: string,
  counts: { killed: number; needless: number; survived: number },
): Promise<void> {
  const source = readFileSync(join(LUA_ROOT, path), 'utf8');
  const begun = Date.now();
  let killed = 0;
  const mutants = mutantsOf(source);
  for (const mutant of mutants) {
    if (isNeedless(path, source, mutant)) counts.needless += 1;
    else if (await kill(root, path, mutant)) killed += 1;
    else {
      counts.survived += 1;
      process.stdout.write(`SURVIVED lua/${path}:${mutant.line} ${mutant.what}\n`);
    }
  }
  writeFileSync(join(root, path), source);
  counts.killed += killed;
  process.stdout.write(`${path}: ${killed} of ${mutants.length} killed, ${Date.now() - begun} ms\n`);
}

function isNeedless(path: string, source: string, { line, what }: Mutant): boolean {
  const code = source.split('\n')[line - 1]!;
  return NEEDLESS.some((one) => path.includes(one.in) && code.includes(one.line) && what.includes(one.what));
}

/** Whether the specs notice the mutant; a text that is no library is noticed as well. */
async function kill(root: string, path: string, mutant: Mutant): Promise<boolean> {
  writeFileSync(join(root, path), mutant.text);
  readLuaFrom(root);
  try {
    strictLibrary();
  } catch {
    return true;
  }
  const record = /generated\/([\w-]+)-record\.lua$/.exec(path)?.[1]?.replaceAll('-', '_');
  return (await (record ? firstFailure(records, `"${record}"`) : firstFailure(door))) !== undefined;
}

/** The first test that fails. After one that does not end, servers are stopped, and started again for the next mutant. */
async function firstFailure(specs: Spec[], only?: string): Promise<string | undefined> {
  for (const one of specs) {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((done) => (timer = setTimeout(done, LIMIT_MS, 'it does not end')));
    const failed = await Promise.race([one.run(only), late]);
    clearTimeout(timer);
    if (failed === 'it does not end') await one.close();
    if (failed) return failed;
  }
  return undefined;
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});

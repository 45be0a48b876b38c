// `npm test`: all specs, two at a time, then by themselves those whose deadlines a busy machine would miss. A few that
// fail are run once more, alone, and named: a machine that lends its cores out stops a process for seconds.
// `npm test -- carts`: what is asked for, as jest takes it, and once.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Failovers, time-outs and lifetimes of a second, which must not wait for a core. */
const ALONE = [
  'test/cluster/',
  'test/e2e/body-costs.spec.ts',
  'test/e2e/inventory/sweeping-past-damage.spec.ts',
  'test/faults/durability.spec.ts',
];

/** More than these are no accident. */
const AT_MOST_AGAIN = 4;

const root = fileURLToPath(new URL('..', import.meta.url));
const results = mkdtempSync(join(tmpdir(), 'test-results-'));
const asked = process.argv.slice(2);

function jest(...args) {
  const command = [join('node_modules', 'jest', 'bin', 'jest.js'), ...args];
  return spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' }).status === 0;
}

/** The specs that failed; nothing where jest did not come to an end. */
function failuresOf(name, ...args) {
  const file = join(results, `${name}.json`);
  if (jest('--json', '--outputFile', file, ...args)) return [];
  try {
    const { testResults } = JSON.parse(readFileSync(file, 'utf8'));
    return testResults.filter(({ status }) => status === 'failed').map((spec) => relative(root, spec.name));
  } catch {
    return undefined;
  }
}

function runAll() {
  const among = failuresOf('among-others', '--testPathIgnorePatterns', ...ALONE);
  const alone = failuresOf('alone', '--runInBand', ...ALONE);
  if (!among || !alone) return false;
  const failed = [...among, ...alone];
  if (failed.length === 0) return true;
  console.log(`\nFailed: ${failed.join(', ')}`);
  if (failed.length > AT_MOST_AGAIN || !jest('--runInBand', '--runTestsByPath', ...failed)) return false;
  console.log('\nThese failed at first, and passed alone: ' + failed.join(', '));
  return true;
}

const passed = asked.length > 0 ? jest(...asked) : runAll();
rmSync(results, { recursive: true, force: true });
process.exitCode = passed ? 0 : 1;

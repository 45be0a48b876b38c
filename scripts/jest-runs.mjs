// Runs of jest one after the other. A few specs that fail are run once more, alone, and named: a machine that lends its
// cores out stops a process for seconds, which no deadline of a test foresees.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** More than these are no accident. */
const AT_MOST_AGAIN = 4;

const root = fileURLToPath(new URL('..', import.meta.url));

/** Whether it passes, with these arguments of jest and these settings besides the environment's. */
export function jest(args, settings = {}) {
  const command = [join('node_modules', 'jest', 'bin', 'jest.js'), ...args];
  const env = { ...process.env, ...settings };
  return spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit', env }).status === 0;
}

/** Whether all of these pass, each `{ args, settings }`; `common` are arguments that a further run has too. */
export function jestRuns(runs, common = []) {
  const results = mkdtempSync(join(tmpdir(), 'test-results-'));
  try {
    const failures = runs.map(({ args, settings }, i) =>
      failuresOf(join(results, `${i}.json`), [...common, ...args], settings),
    );
    return failures.every((failed, i) => passesAlone(failed, common, runs[i].settings));
  } finally {
    rmSync(results, { recursive: true, force: true });
  }
}

/** Paths of the specs that failed; nothing where jest did not come to an end. */
function failuresOf(file, args, settings) {
  if (jest(['--json', '--outputFile', file, ...args], settings)) return [];
  try {
    const { testResults } = JSON.parse(readFileSync(file, 'utf8'));
    return testResults.filter(({ status }) => status === 'failed').map((spec) => relative(root, spec.name));
  } catch {
    return undefined;
  }
}

function passesAlone(failed, common, settings) {
  if (failed?.length === 0) return true;
  if (!failed || failed.length > AT_MOST_AGAIN) return false;
  console.log(`\nFailed, and run once more: ${failed.join(', ')}`);
  if (!jest([...common, '--runInBand', '--runTestsByPath', ...failed], settings)) return false;
  console.log(`\nThese failed at first, and passed alone: ${failed.join(', ')}`);
  return true;
}

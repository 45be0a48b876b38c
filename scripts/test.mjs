// `npm test`: all specs, two at a time, then by themselves those whose deadlines a busy machine would miss.
// `npm test -- carts`: what is asked for, as jest takes it.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Failovers, time-outs and lifetimes of a second, which must not wait for a core. */
const ALONE = [
  'test/cluster/',
  'test/e2e/body-costs.spec.ts',
  'test/e2e/inventory/sweeping-past-damage.spec.ts',
  'test/faults/durability.spec.ts',
];

const root = fileURLToPath(new URL('..', import.meta.url));
const asked = process.argv.slice(2);
const runs =
  asked.length > 0
    ? [asked]
    : [
        ['--testPathIgnorePatterns', ...ALONE],
        ['--runInBand', ...ALONE],
      ];

for (const args of runs) {
  const { status } = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}

// `npm test`: all specs, two at a time, then by themselves those whose deadlines a busy machine would miss.
// `npm test -- carts`: what is asked for, as jest takes it, and once, unless in CI.
import { jest, jestRuns } from './jest-runs.mjs';

/** Failovers, time-outs and lifetimes of a second, which must not wait for a core. */
const ALONE = [
  'test/cluster/',
  'test/e2e/body-costs.spec.ts',
  'test/e2e/inventory/sweeping-past-damage.spec.ts',
  'test/faults/durability.spec.ts',
];

const asked = process.argv.slice(2);
const all = [{ args: ['--testPathIgnorePatterns', ...ALONE] }, { args: ['--runInBand', ...ALONE] }];
const once = asked.length > 0 && !process.env.CI;
const passed = once ? jest(asked) : jestRuns(asked.length > 0 ? [{ args: asked }] : all);
process.exitCode = passed ? 0 : 1;

// `npm run test:cluster`: the end-to-end suite on a cluster with replicas, under Sentinels, and over TLS with users;
// `npm run test:cluster -- tls carts`: on one of them, and only the specs whose path has `carts`.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { jestRuns } from './jest-runs.mjs';
import { specsBelow, writeTogether } from './together.mjs';

const { LEFT_OUT } = createRequire(import.meta.url)('../test/support/topologies/left-out.js');
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const KINDS = ['cluster', 'sentinel', 'tls'];

const given = process.argv.slice(2);
const kinds = KINDS.filter((kind) => given.includes(kind));
const words = given.filter((argument) => !KINDS.includes(argument));
const leftOut = LEFT_OUT.map(({ spec }) => `test/e2e/${spec}`);
const specs = specsBelow(ROOT, 'test/e2e').filter(
  (path) => !leftOut.includes(path) && (words.length === 0 || words.some((word) => path.includes(word))),
);

const together = mkdtempSync(join(tmpdir(), 'test-cluster-'));
try {
  writeTogether(ROOT, specs, together);
  const passed = (kinds.length > 0 ? kinds : KINDS).map((kind) => {
    process.stdout.write(`test/e2e on: ${kind}\n`);
    const settings = { TEST_REDIS: kind, TEST_TOGETHER: together };
    return jestRuns([{ args: [], settings }], ['--config', 'jest.cluster.config.js']);
  });
  process.exitCode = passed.every(Boolean) ? 0 : 1;
} finally {
  rmSync(together, { recursive: true, force: true });
}

// `npm run test:cluster`: the end-to-end suite on a cluster with replicas, under Sentinels, and over TLS with users;
// `npm run test:cluster -- tls carts`: on one of them, and only the specs whose path has `carts`.
import { jestRuns } from './jest-runs.mjs';

const KINDS = ['cluster', 'sentinel', 'tls'];
const given = process.argv.slice(2);
const kinds = KINDS.filter((kind) => given.includes(kind));
const args = given.filter((argument) => !KINDS.includes(argument));

const passed = (kinds.length > 0 ? kinds : KINDS).map((kind) => {
  process.stdout.write(`test/e2e on: ${kind}\n`);
  return jestRuns([{ args, settings: { TEST_REDIS: kind } }], ['--config', 'jest.cluster.config.js']);
});
process.exitCode = passed.every(Boolean) ? 0 : 1;

// `npm run test:cluster`: the end-to-end suite on a cluster with replicas, under Sentinels, and over TLS with users;
// `npm run test:cluster -- tls carts`: on one of them, and only the specs whose path has `carts`.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const KINDS = ['cluster', 'sentinel', 'tls'];
const root = fileURLToPath(new URL('..', import.meta.url));
const given = process.argv.slice(2);
const kinds = KINDS.filter((kind) => given.includes(kind));
const rest = given.filter((argument) => !KINDS.includes(argument));

for (const kind of kinds.length > 0 ? kinds : KINDS) {
  process.stdout.write(`test/e2e on: ${kind}\n`);
  const jest = ['node_modules/jest/bin/jest.js', '--config', 'jest.cluster.config.js', ...rest];
  const { status } = spawnSync(process.execPath, jest, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TEST_REDIS: kind },
  });
  if (status !== 0) process.exitCode = 1;
}

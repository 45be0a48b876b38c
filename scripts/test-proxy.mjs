// `npm run test:proxy`: the end-to-end suite with Prism between the tests and the service, which holds each answer against
// openapi.json; `npm run test:proxy -- carts`: only the specs whose path has `carts`.
import { jestRuns } from './jest-runs.mjs';

const passed = jestRuns([{ args: process.argv.slice(2) }], ['--config', 'jest.proxy.config.js']);
process.exitCode = passed ? 0 : 1;

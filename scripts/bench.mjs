// `npm run bench`: every bench; `npm run bench -- sweep`: bench/sweep.ts; `--quick`: short rounds, to try one out.
// In this process, so that a signal finds the one that has something to clean up.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('../test/support/swc-register.js');
require('../bench/support/main');

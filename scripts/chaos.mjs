// `npm run chaos`: kills and lost answers, hundreds of times; `npm run chaos -- --share 0.02` tries it out.
// In this process, so that a signal finds the one that has something to clean up.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('../test/support/swc-register.js');
require('../test/chaos/main');

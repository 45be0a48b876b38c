// `npm run mutants`: changes every condition, pattern, writer and number in a table of the generated records and of the door
// for units, one after the other, and sees that a test fails; `npm run mutants -- claim`: those of files with this in
// their path.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('../test/support/swc-register.js');
require('../test/mutants/main');

// `node -r test/support/swc-register.js file.ts`: runs TypeScript in a process of its own, which a test can kill.
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');

/** The options of jest.config.js, so that a child process runs what the test process runs. */
const [, options] = require('../../jest.config.js').transform['^.+\\.ts$'];

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    ...options,
    filename,
    sourceMaps: 'inline',
    swcrc: false,
  });
  module._compile(code, filename);
};

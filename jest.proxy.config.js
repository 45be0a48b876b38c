const base = require('./jest.config.js');

/** Files of test/e2e that no proxy can stand before, and why. */
const LEFT_OUT = {
  'replays-of-before':
    'repeats answers that earlier releases recorded, which the document of today does not have',
  'nothing-ignored': 'sends bodies and headers that Prism writes anew',
  'what-a-call-did': 'asks for keys whose percent signs Prism decodes',
};

/** The others, as they are, with Prism between the tests and the service: `npm run test:proxy`. */
module.exports = {
  ...base,
  testTimeout: 60_000,
  roots: ['<rootDir>/test/e2e'],
  testPathIgnorePatterns: Object.keys(LEFT_OUT),
  globalSetup: '<rootDir>/test/support/proxy/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
};

const base = require('./jest.config.js');
const leftOut = require('./test/support/topologies/left-out.js');

/** The end-to-end suite, as it is, on a Redis that is run in another way: `npm run test:cluster`. */
module.exports = {
  ...base,
  roots: ['<rootDir>/test/e2e'],
  testPathIgnorePatterns: leftOut.filesFor(process.env.TEST_REDIS ?? 'cluster'),
  globalSetup: '<rootDir>/test/support/topologies/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/topologies/global-teardown.ts',
};

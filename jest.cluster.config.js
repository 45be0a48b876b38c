const base = require('./jest.config.js');

/** Files of test/e2e, as they are, on a Redis that is run in another way: `npm run test:cluster`. */
module.exports = {
  ...base,
  // One file sets it for all that stand in the same one.
  testTimeout: 60_000,
  roots: ['<rootDir>/test', process.env.TEST_TOGETHER],
  testMatch: [`${process.env.TEST_TOGETHER}/*.spec.ts`],
  globalSetup: '<rootDir>/test/support/topologies/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
};

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  // The end-to-end suite outlives every move inside src/: it names rooms as they were called when it was written. tsconfig's
  // rootDirs says the same to the compiler.
  moduleNameMapper: { '/src/(config|http)/(.*)$': '<rootDir>/src/platform/$1/$2' },
  testTimeout: 30_000,
  maxWorkers: 2,
  // A worker keeps what its specs have loaded: after a hundred of them some 4 GB, which Node spends its time to walk.
  workerIdleMemoryLimit: '1GB',
};

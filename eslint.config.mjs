import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const NO_ENVIRONMENT = 'Settings come validated from src/platform/config.';
const NO_SCRIPTS = 'Only *.lua.ts runs scripts: it alone knows their keys, arguments and replies.';
const NO_COMMANDS = 'Commands leave through src/platform/redis, which tells every failure the same way.';

export default defineConfig(
  globalIgnores([
    'dist/',
    'test/clients/tours/',
    'sdk/**/dist/',
    'data/',
    'coverage/',
    'src/**/generated/',
    'sdk/**/generated/',
  ]),
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      // Fastify's hooks and Nest's handlers must return a promise, whether they wait for something or not.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-params': ['error', 5],
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [tseslint.configs.recommended],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      '@typescript-eslint/explicit-function-return-type': ['error', { allowExpressions: true }],
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  {
    // Components are functions whose names say what they are of, and whose answers JSX knows.
    files: ['console/src/**/*.{ts,tsx}'],
    rules: {
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 45, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  {
    // Health is asked of a service that may not be able to serve: there an answer of 503 is one.
    files: ['console/src/**/*.{ts,tsx}'],
    ignores: [
      'console/src/api/client.ts',
      'console/src/app/connection.ts',
      'console/src/pages/overview/health.tsx',
    ],
    rules: {
      'no-restricted-globals': ['error', { name: 'fetch', message: 'The client calls the service.' }],
    },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      // What a test reads from a reply is checked by its expectations.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/platform/config/**'],
    rules: {
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: NO_ENVIRONMENT }],
    },
  },
  {
    // Health asks the connection itself, which is what it is there to tell about; the app lends it to the rate limit.
    files: ['src/**/*.ts'],
    ignores: [
      'src/platform/{redis,scripts,embedded-redis}/**',
      'src/platform/observability/health/**',
      'src/app.ts',
      'src/**/*.lua.ts',
    ],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '/redis$',
              importNames: ['REDIS', 'RedisConnection', 'ScriptRunner'],
              message: NO_SCRIPTS,
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/**/*.lua.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ regex: '/redis$', importNames: ['REDIS', 'RedisConnection'], message: NO_COMMANDS }] },
      ],
    },
  },
);

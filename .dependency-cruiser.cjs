/** Who may know whom; docs/architecture.md draws it. What may be taken through redis' front door is eslint's part. */
const DOMAINS = 'stores|health|metrics|tracing|metrics|inventory|ledger|carts|orders|workflow';
const SHARED = 'config|redis|http|sweeping|docs';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'What imports each other cannot be understood, tested or replaced alone.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nothing reaches is dead.',
      severity: 'error',
      from: { orphan: true },
      to: {},
    },
    {
      name: 'entry-points-are-the-top',
      comment: 'main, keys and write-docs are started; importing them would start something.',
      severity: 'error',
      from: {},
      to: { path: '^src/(main|keys|write-docs)\\.ts$' },
    },
    {
      name: 'only-entry-points-make-the-app',
      comment:
        'main → app: the application is put together in one place, and handed down, never fetched from below.',
      severity: 'error',
      from: { pathNot: '^src/(main|write-docs)\\.ts$' },
      to: { path: '^src/app\\.ts$' },
    },
    {
      name: 'only-the-app-lists-the-modules',
      comment: 'app → app.module: what is in the house is decided once.',
      severity: 'error',
      from: { pathNot: '^src/app\\.ts$' },
      to: { path: '^src/app\\.module\\.ts$' },
    },
    {
      name: 'shared-rooms-know-no-domain',
      comment:
        'domains → {redis, http, config}, never back: what all rest on must not change with one of them.',
      severity: 'error',
      from: { path: `^src/(${SHARED})/` },
      to: { path: `^src/(${DOMAINS})/` },
    },
    {
      name: 'config-rests-on-nothing',
      comment: 'Settings are read before anything else exists.',
      severity: 'error',
      from: { path: '^src/config/' },
      to: { path: '^src/', pathNot: '^src/config/' },
    },
    {
      name: 'redis-knows-no-http',
      comment: 'Scripts run for the sweeper as well; HTTP is one of several callers.',
      severity: 'error',
      from: { path: '^src/redis/' },
      to: { path: '^src/', pathNot: '^src/(redis|config)/' },
    },
    {
      name: 'docs-are-for-the-top',
      comment:
        'The document and the generated pages describe the house; nothing in it may rest on its description.',
      severity: 'error',
      from: { path: `^src/(${DOMAINS}|config|redis|http|sweeping)/` },
      to: { path: '^src/docs/' },
    },
    {
      name: 'domains-by-the-front-door',
      comment: 'A domain is what its index.ts offers; behind it everything may change.',
      severity: 'error',
      from: { path: '^src/([^/]+)' },
      to: { path: `^src/(${DOMAINS})/`, pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'shared-rooms-by-the-front-door',
      comment: 'The same for what the domains share; their insides are tested through it.',
      severity: 'error',
      from: { path: `^src/(${DOMAINS})/` },
      to: { path: '^src/(redis|http|sweeping)/', pathNot: '/index\\.ts$' },
    },
    {
      name: 'leaves-are-leaves',
      comment: 'Inventory, ledger and workflow must be usable, and changeable, without one another.',
      severity: 'error',
      from: { path: '^src/(stores|health|metrics|tracing|inventory|ledger|workflow)/' },
      to: { path: `^src/(${DOMAINS})/`, pathNot: ['^src/$1/', '^src/stores/'] },
    },
    {
      name: 'carts-know-inventory-only',
      comment: 'orders → carts → inventory: a checkout belongs to the domain that orchestrates it.',
      severity: 'error',
      from: { path: '^src/carts/' },
      to: { path: `^src/(${DOMAINS})/`, pathNot: '^src/(carts|inventory|stores)/' },
    },
    {
      name: 'controllers-see-only-their-service',
      comment:
        'A controller checks shapes; what it did with a script itself, the sweeper and the batches would lack.',
      severity: 'error',
      from: { path: '\\.controller\\.ts$' },
      to: { path: '\\.(lua|module)\\.ts$' },
    },
    {
      name: 'scripts-by-their-providers',
      comment:
        'One *.lua.ts knows keys, arguments and replies of a script; services and sweepers know what it means.',
      severity: 'error',
      from: { pathNot: '(\\.(lua|service|module)|-sweeper|/index)\\.ts$' },
      to: { path: '\\.lua\\.ts$' },
    },
    {
      name: 'redis-clients-stay-in-redis',
      comment: 'nestjs-redis is unmaintained and ioredis replaceable: both must be so in one folder.',
      severity: 'error',
      from: { pathNot: '^src/redis/' },
      to: { path: 'node_modules/(@liaoliaots/nestjs-redis|ioredis)/' },
    },
    {
      name: 'no-tools-in-production',
      comment: 'What is a devDependency is not there when the service runs.',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: true,
  },
};

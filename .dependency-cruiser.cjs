/** Who may know whom; docs/architecture.md draws it. What may be taken through redis' front door is eslint's part. */
const DOMAINS = 'stores|inventory|ledger|carts|orders|workflow|feed';

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid(
      'no-circles',
      'What imports each other cannot be understood, tested or replaced alone.',
      {},
      { circular: true },
    ),
    forbid('no-orphans', 'A file that nothing reaches is dead.', { orphan: true }, {}),
    forbid(
      'entry-points-are-the-top',
      'main, worker, keys, upgrade, store and write-docs are started; importing them would start something.',
      {},
      { path: '^src/(main|worker|keys|upgrade|store|write-docs)\\.ts$' },
    ),
    forbid(
      'only-the-service-makes-the-app',
      'main, worker → service → app: the application is put together in one place, and handed down, never fetched from below.',
      { pathNot: '^src/(service|write-docs)\\.ts$' },
      { path: '^src/app\\.ts$' },
    ),
    forbid(
      'only-the-app-lists-the-modules',
      'app → app.module: which modules there are is decided once.',
      { pathNot: '^src/app\\.ts$' },
      { path: '^src/app\\.module\\.ts$' },
    ),
    forbid(
      'platform-knows-no-domain',
      'domains → platform, never back: what all rest on must not change with one of them.',
      { path: '^src/platform/' },
      { path: `^src/(${DOMAINS})/` },
    ),
    forbid(
      'config-rests-on-nothing',
      'Settings are read before anything else exists.',
      { path: '^src/platform/config/' },
      { path: '^src/', pathNot: '^src/platform/config/' },
    ),
    forbid(
      'redis-knows-no-http',
      'Scripts run for the sweeper as well; HTTP is one of several callers.',
      { path: '^src/platform/(redis|scripts|embedded-redis)/' },
      { path: '^src/', pathNot: '^src/platform/(redis|scripts|embedded-redis|config|generated)/' },
    ),
    forbid(
      'embedded-redis-is-a-process-of-its-own',
      'A Redis that somebody else runs is used without it; only the connection decides which it is.',
      { path: '^src/platform/', pathNot: '^src/platform/(redis|embedded-redis)/' },
      { path: '^src/platform/embedded-redis/' },
    ),
    forbid(
      'openapi-is-for-the-top',
      'The document and the generated pages describe the service; nothing in it may rest on its description.',
      { path: `^src/(${DOMAINS}|platform/(?!openapi))` },
      { path: '^src/platform/openapi/' },
    ),
    forbid(
      'domains-by-the-front-door',
      'A domain is what its index.ts offers; behind it everything may change.',
      { path: '^src/([^/]+)' },
      { path: `^src/(${DOMAINS})/`, pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    ),
    forbid(
      'platform-by-the-front-door',
      'A room of the platform is what its index.ts offers to the domains; its insides are tested through it.',
      { path: `^src/(${DOMAINS})/` },
      { path: '^src/platform/', pathNot: '/index\\.ts$|/config/|/generated/' },
    ),
    forbid(
      'leaves-are-leaves',
      'Inventory, ledger and workflow must be usable, and changeable, without one another.',
      { path: '^src/(stores|inventory|ledger|workflow)/' },
      { path: `^src/(${DOMAINS})/`, pathNot: ['^src/$1/', '^src/stores/'] },
    ),
    forbid(
      'carts-know-inventory-only',
      'orders → carts → inventory: a checkout belongs to the domain that orchestrates it.',
      { path: '^src/carts/' },
      { path: `^src/(${DOMAINS})/`, pathNot: '^src/(carts|inventory|stores)/' },
    ),
    forbid(
      'feed-reads-the-journal',
      'What leaves the house is read from the journal; a domain that knew its readers would have to wait for them.',
      { path: '^src/(stores|inventory|ledger|carts|orders|workflow)/' },
      { path: '^src/feed/' },
    ),
    forbid(
      'controllers-see-only-their-service',
      'A controller checks shapes; what it did with a script itself, the sweeper and the batches would lack.',
      { path: '\\.controller\\.ts$' },
      { path: '\\.(lua|module)\\.ts$' },
    ),
    forbid(
      'scripts-by-their-providers',
      'One *.lua.ts knows keys, arguments and replies of a script; services and sweepers know what it means.',
      { pathNot: '(\\.(lua|service|module)|-sweeper|/index)\\.ts$' },
      { path: '\\.lua\\.ts$' },
    ),
    forbid(
      'redis-clients-stay-in-redis',
      'nestjs-redis is unmaintained and ioredis replaceable: both must be so in one folder.',
      { pathNot: '^src/platform/(redis|scripts|embedded-redis)/' },
      { path: 'node_modules/(@liaoliaots/nestjs-redis|ioredis)/' },
    ),
    forbid(
      'console-on-the-public-api-alone',
      'What the console can do, any client can; it is built by itself, and a service of another release serves it as well.',
      { path: '^console/' },
      { path: '^(src|contract|lua|test)/' },
    ),
    forbid(
      'console-on-the-client-it-hands-out',
      'The console calls as any program does; what the client keeps behind its index may change.',
      { path: '^console/' },
      { path: '^sdk/', pathNot: '^sdk/typescript/src/index\\.ts$' },
    ),
    forbid(
      'client-on-nothing-of-here',
      'The client is a package of its own, made from the document alone.',
      { path: '^sdk/' },
      { path: '^(src|console|contract|lua|test)/' },
    ),
    forbid(
      'no-tools-in-production',
      'What is a devDependency is not there when the service runs.',
      { path: '^src/' },
      {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    // For its alias of the client, which Vite writes as webpack does.
    webpackConfig: { fileName: 'console/vite.config.mjs' },
    combinedDependencies: true,
  },
};

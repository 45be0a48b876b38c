// Brings the schema of the archive to its newest version: a worker thread, since Postgrator is an ES module, which the
// service, compiled to CommonJS, cannot load in every Node.js that it runs in. `workerData` are the options of a client of pg.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { workerData } from 'node:worker_threads';
import pg from 'pg';
import Postgrator from 'postgrator';

const MIGRATIONS = join(dirname(fileURLToPath(import.meta.url)), '..', 'migrations', '*.sql');

/** A number that nobody else locks: one of the services that start at once migrates. */
const LOCK = 4_026_531_840;

// An index on what is archived may take minutes.
const client = new pg.Client({ ...workerData, statement_timeout: undefined, query_timeout: undefined });
client.on('error', () => undefined);
await client.connect();
try {
  // One transaction: a service that ends meanwhile leaves nothing behind.
  await client.query('begin');
  await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
  const postgrator = new Postgrator({
    migrationPattern: MIGRATIONS,
    driver: 'pg',
    schemaTable: 'countinghouse.schema_version',
    execQuery: (query) => client.query(query),
  });
  await postgrator.migrate();
  await client.query('commit');
} finally {
  await client.end();
}

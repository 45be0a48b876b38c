import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { sleep } from '../../test/support/time';
import { untilExit } from './leave-nothing';
import { requirePostgres, Unready } from './tools';

const SCHEMA = join(__dirname, '..', 'servers', 'postgres.sql');
const USER = 'bench';
const START_MS = 20_000;

/** A PostgreSQL of the bench's own with the settings that initdb makes, and the schema of postgres.sql in it. */
export interface Postgres {
  /** For bench/servers/postgres.ts. */
  settings: Record<string, string>;
  /** Empty tables, and this many SKUs with more of each than can be sold. */
  reset: (skus: number) => Promise<void>;
  stop: () => Promise<void>;
}

export async function startPostgres(): Promise<Postgres> {
  const binaries = requirePostgres();
  const owner = ownerOfServers();
  const folder = mkdtempSync(join(tmpdir(), 'ch-bench-pg-'));
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const removeFolder = untilExit(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }));
  const made = ['-D', data, '-U', USER, '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-instructions'];
  execFileSync(join(binaries, 'initdb'), made, {
    ...owner,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const open = ['-D', data, '-k', folder, '-c', 'listen_addresses='];
  const child = spawn(join(binaries, 'postgres'), open, { ...owner, cwd: folder, stdio: 'ignore' });
  // SIGQUIT: at once, with all processes that it has started.
  const kill = untilExit(() => child.kill('SIGQUIT'));
  const client = await connect(folder, child);
  await client.query(readFileSync(SCHEMA, 'utf8'));
  return {
    settings: { PG_SOCKETS: folder, PG_USER: USER },
    reset: (skus) => reset(client, skus),
    stop: async () => {
      await client.end();
      const ended = new Promise((done) => child.once('exit', done));
      kill();
      await ended;
      removeFolder();
    },
  };
}

/** PostgreSQL does not run as root: then as the user that its package has made. */
function ownerOfServers(): { uid: number; gid: number } | undefined {
  if (process.getuid!() !== 0) return undefined;
  try {
    const id = (option: string): number =>
      Number(execFileSync('id', [option, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    throw new Unready(
      'PostgreSQL does not run as root: run the bench as another user, or add a user postgres',
    );
  }
}

async function connect(host: string, child: ChildProcess): Promise<Client> {
  const deadline = performance.now() + START_MS;
  while (child.exitCode === null && performance.now() < deadline) {
    const client = new Client({ host, user: USER, database: 'postgres' });
    try {
      await client.connect();
      // Ends with the server when the bench is interrupted.
      client.on('error', () => undefined);
      return client;
    } catch {
      await sleep(50);
    }
  }
  throw new Unready('PostgreSQL did not start');
}

/**
 * The tables in the order in which deductions lock them: some of the turn before may still be under way. The vacuum and the
 * checkpoint would otherwise fall into the turn that comes next.
 */
async function reset(client: Client, skus: number): Promise<void> {
  await client.query('truncate operations, items, journal');
  const insert = `insert into items select 'SKU-' || i, 1000000000 from generate_series(0, $1::int - 1) i`;
  await client.query(insert, [skus]);
  await client.query('vacuum analyze items');
  await client.query('checkpoint');
}

import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { sleep } from './time';

const USER = 'archive';
const DEBIAN = '/usr/lib/postgresql';
const STARTS_WITHIN_MS = 20_000;

/** A PostgreSQL of this file of tests, in a temporary folder, on a unix socket. */
export class TestPostgres {
  private child!: ChildProcess;

  private constructor(
    private readonly folder: string,
    private readonly options: readonly string[],
  ) {}

  /** Options as for the server; what a test writes need not outlive the machine. */
  static async start(options: readonly string[] = ['-c', 'fsync=off']): Promise<TestPostgres> {
    const folder = mkdtempSync(join(tmpdir(), 'ch-pg-'));
    if (owner) chownSync(folder, owner.uid, owner.gid);
    const data = join(folder, 'data');
    const made = ['-D', data, '-U', USER, '--auth=trust', '--encoding=UTF8', '--locale=C', '-N'];
    execFileSync(program('initdb'), made, { ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    const server = new TestPostgres(folder, options);
    await server.resume();
    return server;
  }

  /** For ARCHIVE_URL. */
  get url(): string {
    return `postgres://${USER}@/postgres?host=${this.folder}`;
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Starts it, or starts it anew after it was killed. */
  async resume(): Promise<void> {
    const data = join(this.folder, 'data');
    const open = ['-D', data, '-k', this.folder, '-c', 'listen_addresses=', ...this.options];
    this.child = spawn(program('postgres'), open, { ...owner, cwd: this.folder, stdio: 'ignore' });
    const deadline = performance.now() + STARTS_WITHIN_MS;
    while (this.child.exitCode === null && performance.now() < deadline) {
      if (await this.query('select 1').catch(() => undefined)) return;
      await sleep(50);
    }
    throw new Error('PostgreSQL did not start');
  }

  get isUp(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** At once, with all processes that it has started. */
  async kill(): Promise<void> {
    if (!this.isUp) return;
    const ended = new Promise((done) => this.child.once('exit', done));
    this.killNow();
    await ended;
  }

  /** Ends all sessions of services, and whatever they are writing. */
  async cutOff(): Promise<void> {
    await this.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'countinghouse'`,
    );
  }

  /** For who cannot wait until it has ended. */
  killNow(): void {
    this.child.kill('SIGQUIT');
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20 });
  }

  /** Rows of a statement; whole numbers are numbers where they are exact. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a test reads is checked by its expectations
  async rows<Row = Record<string, any>>(text: string, values: unknown[] = []): Promise<Row[]> {
    return ((await this.query(text, values)) as { rows: Row[] }).rows;
  }

  /** The number of rows in a table of the archive. */
  async count(table: string, store: string): Promise<number> {
    const [row] = await this.rows<{ n: string }>(
      `select count(*) n from countinghouse.${table} where store = $1`,
      [store],
    );
    return Number(row!.n);
  }

  private async query(text: string, values?: unknown[]): Promise<unknown> {
    const client = new Client({ host: this.folder, user: USER, database: 'postgres' });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await client.query(text, values);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** PostgreSQL does not run as root: then as the user that its package has made. */
const owner = process.getuid!() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : undefined;

function idOf(option: string): number {
  return Number(execFileSync('id', [option, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
}

/** Debian keeps programs of each version apart, and off the path. */
function program(name: string): string {
  const versions = existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .map(Number)
        .sort((a, b) => b - a)
    : [];
  return versions.length > 0 ? join(DEBIAN, String(versions[0]), 'bin', name) : name;
}

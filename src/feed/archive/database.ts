import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Injectable, OnApplicationShutdown } from '@nestjs/common';
import { ClientConfig, Pool, PoolClient, QueryResultRow } from 'pg';
import { readArchiveUrl } from '../../platform/config/archive-url';
import { Config } from '../../platform/config/config';
import { insertOf, Rows, Table, valuesOf } from './tables/table';

const MIGRATE = join(__dirname, '../../../scripts/migrate-archive.mjs');

/** One copies, others answer callers. */
const MOST_CONNECTIONS = 4;
const CONNECTS_WITHIN_MS = 5_000;
const CLOSES_WITHIN_MS = 2_000;
/** A statement takes milliseconds; PostgreSQL ends one that takes this long, and the service waits no longer for it. */
const STATEMENT_MS = 30_000;
const QUERY_MS = 35_000;
/** A process that stands still within a transaction keeps a store from all others no longer than this. */
const IDLE_MS = 20_000;

/** PostgreSQL cannot be reached, or did not do what it was asked to. */
export class ArchiveError extends Error {}

/** The PostgreSQL of `ARCHIVE_URL`. Nothing is asked of it before someone needs it. */
@Injectable()
export class Database implements OnApplicationShutdown {
  private readonly options?: ClientConfig;
  private readonly pool?: Pool;
  private migrating?: Promise<void>;

  constructor({ ARCHIVE_URL: url }: Config) {
    if (url === undefined) return;
    this.options = clientOptions(url);
    this.pool = new Pool({ ...this.options, max: MOST_CONNECTIONS });
    // Whoever uses a connection hears of its end from the statement that fails.
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => client.on('error', () => undefined));
  }

  get isUsed(): boolean {
    return this.pool !== undefined;
  }

  /** Whoever uses it has ended before. One that does not answer is not waited for. */
  async onApplicationShutdown(): Promise<void> {
    if (!this.pool) return;
    await Promise.race([this.pool.end(), sleep(CLOSES_WITHIN_MS, undefined, { ref: false })]);
  }

  /**
   * Rows that `work` writes are written as a whole or not at all. A transaction that fails takes its connection with it, which
   * rolls it back whatever state it is in.
   */
  async transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    await told(() => (this.migrating ??= this.migrate()));
    const client = await told(() => this.pool!.connect());
    let isThrough = false;
    try {
      await told(() => client.query('begin'));
      const transaction = new Transaction(client);
      const result = await work(transaction);
      await transaction.written();
      await told(() => client.query('commit'));
      isThrough = true;
      return result;
    } finally {
      client.release(!isThrough);
    }
  }

  /** Once, also where another service does so at the same time; again where it failed. */
  private async migrate(): Promise<void> {
    try {
      await new Promise<void>((resolve, reject) => {
        const worker = new Worker(MIGRATE, { workerData: this.options, env: {} });
        worker.once('error', reject).once('exit', () => resolve());
      });
    } catch (error) {
      this.migrating = undefined;
      throw error;
    }
  }
}

/** Statements of one transaction. Each is sent when the one before it is through, so that the first to fail tells why. */
export class Transaction {
  private writing: Promise<unknown> = Promise.resolve();

  constructor(private readonly client: PoolClient) {}

  async rows<Row extends QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
    await this.written();
    return (await told(() => this.client.query<Row>({ text, values }))).rows;
  }

  /** Sends rows of a store. While PostgreSQL writes them, their caller gets the next ones ready. */
  async write<Row>(table: Table<Row>, store: string, rows: Rows<Row>): Promise<void> {
    if (rows.length === 0) return;
    const values = valuesOf(table, store, rows);
    await this.written();
    this.writing = told(() => this.client.query(insertOf(table), values));
    // Whoever asks for more is told of a failure.
    this.writing.catch(() => undefined);
  }

  /** Waits for what was sent. */
  async written(): Promise<void> {
    await this.writing;
  }
}

function clientOptions(url: string): ClientConfig {
  const { tls, user = 'postgres', database = user, ...address } = readArchiveUrl(url)!;
  return {
    ...{ ...address, user, database },
    ssl: tls === undefined ? false : { rejectUnauthorized: tls === 'verify' },
    application_name: 'countinghouse',
    connectionTimeoutMillis: CONNECTS_WITHIN_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: QUERY_MS,
    idle_in_transaction_session_timeout: IDLE_MS,
    keepAlive: true,
  };
}

/** A connection that is tried at several addresses fails without words of its own. */
async function told<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const { message, code, name } = error as { message: string; code?: string; name: string };
    throw new ArchiveError(message || code || name, { cause: error });
  }
}

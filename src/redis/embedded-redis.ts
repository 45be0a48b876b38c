import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataDir, openDataDir } from './data-dir';
import { DataDirLock } from './data-dir-lock';
import { findRedisBinary } from './redis-binary';
import { logEnd, startFailure } from './redis-log';
import { probe, setAppendFsync } from './redis-probe';
import { AppendFsync, RedisProcess } from './redis-process';
import { findRunningServer } from './running-server';
import { RedisStartError } from './when-usable';

export interface EmbeddedRedisOptions {
  dataDir: string;
  appendFsync: AppendFsync;
  log: (line: string) => void;
}

export interface EmbeddedRedisAddress {
  socketPath: string;
  /** The server was already running on this data folder, left behind by a service that was killed. */
  adopted: boolean;
  pid: number;
}

const READY_POLL_MS = 25;
const FIRST_BACKOFF_MS = 100;
const MAX_BACKOFF_MS = 5_000;
/** A server that lived this long was well: its successor starts without delay. */
const STEADY_MS = 10_000;

/** The redis-server that belongs to this process and its data folder. It is started once, kept alive, stopped once. */
export class EmbeddedRedis {
  private readonly closing = new AbortController();
  private dir: DataDir;
  private lock?: DataDirLock;
  private server?: RedisProcess;
  private supervision?: Promise<void>;
  private started?: Promise<EmbeddedRedisAddress>;
  private stopped?: Promise<void>;

  constructor(private readonly options: EmbeddedRedisOptions) {}

  start(): Promise<EmbeddedRedisAddress> {
    return (this.started ??= this.open());
  }

  stop(): Promise<void> {
    return (this.stopped ??= this.close());
  }

  private async open(): Promise<EmbeddedRedisAddress> {
    if (this.closing.signal.aborted) throw new RedisStartError('The embedded Redis was stopped: create a new one.');
    this.dir = openDataDir(this.options.dataDir);
    const lock = new DataDirLock(this.dir.path);
    await lock.acquire();
    this.lock = lock;
    try {
      const server = await this.bringUp();
      this.supervision = this.supervise(server);
      return { socketPath: this.dir.socket, adopted: server.adopted, pid: server.pid };
    } catch (error) {
      await this.letGo();
      if (this.closing.signal.aborted) throw new RedisStartError('The embedded Redis was stopped while it was starting.');
      throw error;
    }
  }

  private async close(): Promise<void> {
    this.closing.abort();
    await this.started?.catch(() => undefined);
    await this.letGo();
    await this.supervision;
  }

  /** After closing.abort() nothing spawns any more, so the server that is known here is the last one. */
  private async letGo(): Promise<void> {
    if (this.server) {
      await this.server.terminate(this.options.log);
      // Redis removes them when it leaves in peace.
      rmSync(this.dir.socket, { force: true });
      rmSync(this.dir.pidFile, { force: true });
    }
    this.lock?.release();
  }

  /** Adopts or spawns, and waits for as long as the server needs to load its data. */
  private async bringUp(): Promise<RedisProcess> {
    const { log, appendFsync } = this.options;
    for (;;) {
      const running = await findRunningServer(this.dir, log, this.closing.signal);
      this.closing.signal.throwIfAborted();
      const logStart = logEnd(this.dir);
      this.server = running ?? RedisProcess.spawn(findRedisBinary(), this.dir, appendFsync);
      if (await this.becomesReady(this.server)) return this.server;
      // An adopted one that ended was on its way out when we met it: then there is room for our own.
      if (!this.server.adopted) throw startFailure(this.dir, logStart, `it ${this.server.outcome}`);
    }
  }

  private async becomesReady(server: RedisProcess): Promise<boolean> {
    let told = false;
    while (server.outcome === undefined) {
      const seen = await probe(this.dir.socket);
      if (typeof seen === 'object' && !seen.loading) {
        if (!server.adopted || (await setAppendFsync(this.dir.socket, this.options.appendFsync)) === 'OK') return true;
      }
      if (typeof seen === 'object' && seen.loading && !told) {
        this.options.log(`Redis (pid ${server.pid}) is loading its data: waiting for it`);
        told = true;
      }
      await sleep(READY_POLL_MS, undefined, { signal: this.closing.signal });
    }
    return false;
  }

  /** Never gives up: until the server is back the service answers 503, and afterwards it works again. */
  private async supervise(first: RedisProcess): Promise<void> {
    const { signal } = this.closing;
    let server: RedisProcess | undefined = first;
    let delayMs = 0;
    while (server) {
      const readyAt = Date.now();
      let news = `Redis (pid ${server.pid}) ${await server.ended}`;
      if (Date.now() - readyAt > STEADY_MS) delayMs = 0;
      do {
        if (signal.aborted) return;
        this.options.log(`${news}: starting it again${delayMs ? ` in ${delayMs} ms` : ''}`);
        await sleep(delayMs, undefined, { signal }).catch(() => undefined);
        delayMs = Math.min(Math.max(FIRST_BACKOFF_MS, delayMs * 2), MAX_BACKOFF_MS);
        server = await this.bringUp().catch((error: Error) => void (news = error.message));
      } while (!server);
    }
  }
}

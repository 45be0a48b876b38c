import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataDir, openDataDir } from './data-dir';
import { DataDirLock } from './data-dir-lock';
import { findRedisBinary } from './redis-binary';
import { logEnd, startFailure } from './redis-log';
import { probe, setAppendFsync } from './redis-probe';
import { AppendFsync, RedisProcess } from './redis-process';
import { findRunningServer, SILENT_MS } from './running-server';
import { cutTornEnd } from './torn-end';
import { RedisStartError } from '../redis/when-usable';

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
    if (this.closing.signal.aborted)
      throw new RedisStartError('The embedded Redis was stopped: create a new one.');
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
      if (this.closing.signal.aborted)
        throw new RedisStartError('The embedded Redis was stopped while it was starting.');
      throw error;
    }
  }

  private async close(): Promise<void> {
    this.closing.abort();
    await this.started?.catch(() => undefined);
    await this.letGo();
  }

  /** Supervision ends first, so that no server follows; the lock last, so that its next holder finds the folder free. */
  private async letGo(): Promise<void> {
    await this.supervision;
    if (this.server) {
      await this.server.terminate(this.options.log);
      // Redis removes them itself, unless it was killed.
      rmSync(this.dir.socket, { force: true });
      rmSync(this.dir.pidFile, { force: true });
    }
    this.lock?.release();
  }

  /** Adopts or spawns, and waits for as long as the server needs to load its data. */
  private async bringUp(): Promise<RedisProcess> {
    for (;;) {
      const running = await findRunningServer(this.dir, this.options.log, this.closing.signal);
      const logStart = logEnd(this.dir);
      const binary = running ? '' : findRedisBinary();
      if (!running) await cutTornEnd(this.dir, binary, this.options.log);
      this.server = running ?? this.spawn(binary);
      if (await this.becomesReady(this.server)) return this.server;
      // An adopted one that ended was on its way out when we met it: then there is room for our own.
      if (!this.server.adopted) throw startFailure(this.dir, logStart, `it ${this.server.outcome}`);
    }
  }

  /** Nothing is awaited between the look at `closing` and the spawn: stop() ends no server that it does not know. */
  private spawn(binary: string): RedisProcess {
    this.closing.signal.throwIfAborted();
    return RedisProcess.spawn(binary, this.dir, this.options.appendFsync);
  }

  private async becomesReady(server: RedisProcess): Promise<boolean> {
    let told = false;
    let answeredAt = performance.now();
    while (server.outcome === undefined) {
      const seen = await probe(this.dir.socket);
      const loading = typeof seen === 'object' && seen.loading;
      if (typeof seen === 'object' && !loading && (await this.agreesOnFsync(server))) return true;
      if (loading && !told) this.options.log(`Redis (pid ${server.pid}) is loading its data: waiting for it`);
      told ||= loading;
      if (loading) answeredAt = performance.now();
      else if (performance.now() - answeredAt > SILENT_MS) throw hangs(server);
      await sleep(READY_POLL_MS, undefined, { signal: this.closing.signal });
    }
    return false;
  }

  /** An adopted server was started with the settings of another day. */
  private async agreesOnFsync(server: RedisProcess): Promise<boolean> {
    return !server.adopted || (await setAppendFsync(this.dir.socket, this.options.appendFsync)) === 'OK';
  }

  /** Never gives up: until the server is back the service answers 503, and afterwards it works again. */
  private async supervise(first: RedisProcess): Promise<void> {
    const { signal } = this.closing;
    const closed = once(signal, 'abort');
    let server: RedisProcess | undefined = first;
    let news = '';
    for (let delayMs = 0; !signal.aborted; delayMs = longer(delayMs)) {
      if (server) {
        const readyAt = Date.now();
        await Promise.race([server.ended, closed]);
        if (signal.aborted) return;
        if (Date.now() - readyAt > STEADY_MS) delayMs = 0;
        news = `Redis (pid ${server.pid}) ${server.outcome}.`;
      }
      this.options.log(`${news} Starting it again${delayMs ? ` in ${delayMs} ms` : ''}.`);
      server = await this.bringUpAfter(delayMs).catch((error: Error) => {
        news = error.message;
        return undefined;
      });
    }
  }

  private async bringUpAfter(delayMs: number): Promise<RedisProcess> {
    await sleep(delayMs, undefined, { signal: this.closing.signal });
    return this.bringUp();
  }
}

function hangs({ pid }: RedisProcess): RedisStartError {
  return new RedisStartError(`Redis (pid ${pid}) has not answered for ${SILENT_MS / 1000} s: stop it.`);
}

function longer(delayMs: number): number {
  return Math.min(Math.max(FIRST_BACKOFF_MS, delayMs * 2), MAX_BACKOFF_MS);
}

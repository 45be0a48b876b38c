import cluster from 'node:cluster';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Config } from '../config/config';
import { Totals } from './totals';
import { WorkerEnd, WorkerProcess } from './worker-process';

const FIRST_BACKOFF_MS = 100;
const MAX_BACKOFF_MS = 5_000;
/** A worker that listened this long was well: its successor starts without delay. */
const STEADY_MS = 10_000;
/** Time that a worker has to stop, on top of the time that the settings give its calls. */
const STOP_MARGIN_MS = 5_000;

/** The service in several processes on one port: each is replaced when it dies, and all stop together. */
export class Workers {
  private readonly living = new Set<WorkerProcess>();
  private readonly totals = new Totals(this.living);
  private readonly closing = new AbortController();

  constructor(
    private readonly config: Config,
    private readonly log: (line: string) => void,
  ) {}

  /** Resolves when all listen, with their port. */
  async start(): Promise<number> {
    cluster.setupPrimary({ exec: join(__dirname, '../../worker.js') });
    const workers = Array.from({ length: this.config.WORKERS }, () => this.fork());
    try {
      const [port] = await Promise.all(workers.map((worker) => worker.listening()));
      for (const worker of workers) void this.replace(worker);
      return port!;
    } catch (error) {
      for (const worker of this.living) worker.kill();
      await this.ends();
      throw error;
    }
  }

  /** Readiness fails in all of them, then calls in hand end. */
  async stop(): Promise<void> {
    this.closing.abort();
    const { STOP_DELAY_MS, STOP_TIMEOUT_MS } = this.config;
    for (const worker of this.living) worker.tell({ type: 'stop' });
    const late = setTimeout(() => this.killLate(), STOP_DELAY_MS + STOP_TIMEOUT_MS + STOP_MARGIN_MS);
    const failed = (await this.ends()).find(({ inOrder }) => !inOrder);
    clearTimeout(late);
    if (failed) throw new Error(`a worker ${failed.outcome}`);
  }

  private fork(): WorkerProcess {
    const { config, living, totals } = this;
    // The bound on calls that wait for Redis is one for the whole service.
    const MAX_IN_FLIGHT = Math.ceil(config.MAX_IN_FLIGHT / config.WORKERS);
    const worker = new WorkerProcess({ ...config, MAX_IN_FLIGHT });
    living.add(worker);
    void worker.ended.then(() => {
      living.delete(worker);
      totals.keep(worker);
    });
    worker.hear(({ type }) => {
      if (type === 'totals') void totals.read().then((text) => worker.tell({ type, text }));
    });
    return worker;
  }

  /** Until the service stops; those that die again and again are waited with, longer each time. */
  private async replace(first: WorkerProcess): Promise<void> {
    const { signal } = this.closing;
    let worker = first;
    for (let delayMs = 0; ; delayMs = longer(delayMs)) {
      const { outcome } = await worker.ended;
      if (signal.aborted) return;
      if (performance.now() - (worker.listeningSince ?? Infinity) > STEADY_MS) delayMs = 0;
      this.log(
        `Worker (pid ${worker.pid}) ${outcome}. Starting another${delayMs ? ` in ${delayMs} ms` : ''}.`,
      );
      await sleep(delayMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      worker = this.fork();
    }
  }

  private ends(): Promise<WorkerEnd[]> {
    return Promise.all([...this.living].map(({ ended }) => ended));
  }

  private killLate(): void {
    for (const worker of this.living) {
      this.log(`Worker (pid ${worker.pid}) has not stopped in time: killing it`);
      worker.kill();
    }
  }
}

function longer(delayMs: number): number {
  return Math.min(Math.max(FIRST_BACKOFF_MS, delayMs * 2), MAX_BACKOFF_MS);
}

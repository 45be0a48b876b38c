import cluster, { Worker } from 'node:cluster';
import { Config } from '../config/config';
import { Counted, FromWorker, ToWorker } from './messages';

/** A start waits for nothing as long as this; one that hangs would be missing without anybody being told. */
const START_WITHIN_MS = 60_000;

export interface WorkerEnd {
  /** Whether no call was broken off. */
  inOrder: boolean;
  /** For a log line. */
  outcome: string;
}

/** A worker, as its parent sees it. */
export class WorkerProcess {
  readonly ended: Promise<WorkerEnd>;
  /** Why it cannot go on, as it says itself. */
  fault?: string;
  port?: number;
  listeningSince?: number;
  /** Its counts when it was last asked. */
  counted: Counted = [];
  private onCounted?: () => void;
  private readonly worker: Worker;

  constructor(config: Config) {
    this.worker = cluster.fork();
    const late = setTimeout(() => this.giveUp(), START_WITHIN_MS);
    this.hear((message) => {
      if (message.type === 'fault') this.fault = message.line;
      if (message.type === 'counted') {
        this.counted = message.metrics;
        this.onCounted?.();
      }
      if (message.type === 'listening') {
        clearTimeout(late);
        this.port = message.port;
        this.listeningSince = performance.now();
      }
    });
    this.ended = this.end().finally(() => clearTimeout(late));
    this.tell({ type: 'start', config });
  }

  get pid(): number | undefined {
    return this.worker.process.pid;
  }

  tell(message: ToWorker): void {
    if (this.worker.isConnected()) this.worker.send(message);
  }

  hear(listener: (message: FromWorker) => void): void {
    this.worker.on('message', listener);
  }

  /** Resolves with its port; fails where it ends before. */
  async listening(): Promise<number> {
    const listens = new Promise<void>((done) => this.hear(({ type }) => type === 'listening' && done()));
    const { outcome } = (await Promise.race([listens, this.ended])) ?? {};
    if (outcome) throw new Error(this.fault ?? `A worker ${outcome}.`);
    return this.port!;
  }

  /** `counted` is fresh when this resolves, unless the worker ends, or takes longer than `tooLate`. */
  async count(tooLate: Promise<void>): Promise<void> {
    const answered = new Promise<void>((done) => (this.onCounted = done));
    this.tell({ type: 'count' });
    await Promise.race([answered, this.ended, tooLate]);
  }

  kill(): void {
    this.worker.process.kill('SIGKILL');
  }

  private giveUp(): void {
    this.fault = `it does not listen ${START_WITHIN_MS / 1000} s after its start`;
    this.kill();
  }

  private async end(): Promise<WorkerEnd> {
    const disconnected = new Promise<void>((done) => this.worker.once('disconnect', done));
    const outcome = await this.exit();
    // Its last words may arrive after it is gone.
    if (this.pid !== undefined) await disconnected;
    return {
      inOrder: this.worker.process.exitCode === 0 || this.listeningSince === undefined,
      outcome: this.fault ? `gave up: ${this.fault.replace(/\.$/, '')}` : outcome,
    };
  }

  private exit(): Promise<string> {
    return new Promise((resolve) => {
      this.worker.once('exit', (code: number | null, signal: string | null) =>
        resolve(signal ? `was killed by ${signal}` : `exited with code ${code}`),
      );
      // Told as well of a message to a worker that has just gone, and then `exit` follows.
      this.worker.on('error', () => {
        if (this.pid === undefined) resolve('could not be started: the system is out of processes or memory');
      });
    });
  }
}

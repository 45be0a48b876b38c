import { setTimeout as sleep } from 'node:timers/promises';
import { AggregatorRegistry } from 'prom-client';
import { Counted } from './messages';
import { WorkerProcess } from './worker-process';

/** Prometheus must have an answer, also when a worker hangs: then with what that one said last. */
const WITHIN_MS = 1_000;

/**
 * The counts of all workers. prom-client adds them up; its own way of asking fails whenever a worker dies meanwhile,
 * and forgets what the dead had counted: a total that falls looks to Prometheus like a restart, with everything that is left
 * counted anew.
 */
export class Totals {
  private gone: Counted[] = [];
  private reading?: Promise<string>;

  constructor(private readonly living: ReadonlySet<WorkerProcess>) {}

  read(): Promise<string> {
    return (this.reading ??= this.ask().finally(() => (this.reading = undefined)));
  }

  /** Keeps the counters of a worker that ended; its gauges end with it. */
  keep({ counted }: WorkerProcess): void {
    const done = counted.filter(({ type }) => type === 'counter' || type === 'histogram');
    if (done.length > 0) this.gone.push(done);
  }

  private async ask(): Promise<string> {
    const timer = new AbortController();
    const tooLate = sleep(WITHIN_MS, undefined, { signal: timer.signal }).catch(() => undefined);
    const listening = [...this.living].filter(({ listeningSince }) => listeningSince !== undefined);
    await Promise.all(listening.map((worker) => worker.count(tooLate)));
    timer.abort();
    await this.addUpGone();
    // Whoever is gone by now is among the gone, and nowhere else.
    return sum([...this.gone, ...[...this.living].map(({ counted }) => counted)]).metrics();
  }

  /** One sum, however many workers have come and gone. */
  private async addUpGone(): Promise<void> {
    const added = this.gone.length;
    if (added < 2) return;
    const total = (await sum(this.gone).getMetricsAsJSON()) as unknown as Counted;
    this.gone.splice(0, added, total);
  }
}

function sum(counted: Counted[]): ReturnType<typeof AggregatorRegistry.aggregate> {
  return AggregatorRegistry.aggregate(counted);
}

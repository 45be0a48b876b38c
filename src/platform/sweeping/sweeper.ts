import { SchedulerRegistry } from '@nestjs/schedule';
import { Config } from '../config/config';
import { isoTime, StoreCorruptedError } from '../redis';
import { SweeperState, SweepRun } from './dto/sweeper.dto';
import { PassedOver } from './passed-over';
import { Sweep, SweepOverview } from './sweep';
import { SweeperLog } from './sweeper-log';
import { Walk } from './walk';

/** A run leaves what it has not swept by then to the next one, so that no store keeps the others waiting for ever. */
const RUN_WITHIN_MS = 10_000;

type StoreNames = () => AsyncIterable<string>;

/**
 * Sweeps every store once an interval, batch by batch. It schedules its next run only when the last one is done:
 * @Interval has no guard against overlap.
 */
export class Sweeper {
  private readonly log: SweeperLog;
  private readonly walk: Walk;
  private readonly lastRunMs = new Map<string, number>();
  private lastRoundAt = 0;
  private stopping = false;
  private readonly passedOver = new PassedOver();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly sweep: Sweep,
    private readonly storeNames: StoreNames,
    private readonly config: Config,
    private readonly scheduler: SchedulerRegistry,
  ) {
    this.log = new SweeperLog(sweep.name);
    this.walk = new Walk(sweep, config.SWEEP_INTERVAL_MS);
  }

  start(): void {
    this.lastRoundAt = performance.now();
    this.schedule();
  }

  /** How long ago it was last through with every store; a clock that is set does not matter. */
  get sinceRoundMs(): number {
    return Math.round(performance.now() - this.lastRoundAt);
  }

  /** Ends between two batches. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.unschedule();
    await this.running;
  }

  /** Sweeps one store now, until nothing that is over is left, or for a while; undefined where there is no such store. */
  run(store: string): Promise<SweepRun | undefined> {
    this.passedOver.forget(store);
    return this.sweepStore(store, this.walk.anew(store));
  }

  private async sweepStore(store: string, vanished: AsyncIterable<string[]>): Promise<SweepRun | undefined> {
    const total: SweepRun = { scanned: 0, released: 0, orphans: 0 };
    const until = performance.now() + RUN_WITHIN_MS;
    const goesOn = (): boolean => !this.stopping && performance.now() < until;
    while (goesOn()) {
      const passedOver = this.passedOver.of(store);
      const found = await this.sweep.find(store, this.config.SWEEP_BATCH + passedOver.size);
      if (!found) return undefined;
      this.lastRunMs.set(store, found.nowMs);
      const members = found.members.filter((member) => !passedOver.has(member));
      if (members.length === 0) break;
      const batch = await this.release(store, members.slice(0, this.config.SWEEP_BATCH), total);
      // The rest of this batch lapses within a moment; the next interval sweeps it.
      const isStuck = this.passedOver.of(store).size === passedOver.size;
      if (batch.released + batch.orphans === 0 && isStuck) break;
    }
    for await (const members of vanished) {
      if (!goesOn()) break;
      await this.releaseAll(store, members, total);
    }
    while (goesOn() && (await this.sweep.purge(store, this.config.SWEEP_BATCH)) > 0);
    return total;
  }

  /** One script ends as many as it may. */
  private async release(store: string, members: string[], total: SweepRun): Promise<SweepRun> {
    const batch = await this.releaseReadable(store, members);
    addTo(total, batch);
    return batch;
  }

  /** One record that was damaged by hand must not keep all others: it is passed over, and the log says which. */
  private async releaseReadable(store: string, members: string[]): Promise<SweepRun> {
    try {
      return await this.sweep.release(store, members);
    } catch (error) {
      if (!(error instanceof StoreCorruptedError) || !this.sweep.releasesOneByOne) throw error;
      if (members.length === 1) {
        if (!this.passedOver.add(store, members[0]!)) throw error;
        this.log.passedOver(store, members[0]!, error);
        return { scanned: 1, released: 0, orphans: 0 };
      }
    }
    const sum: SweepRun = { scanned: 0, released: 0, orphans: 0 };
    for (const member of members) addTo(sum, await this.releaseReadable(store, [member]));
    return sum;
  }

  private async releaseAll(store: string, members: string[], total: SweepRun): Promise<void> {
    let left = members;
    while (left.length > 0 && !this.stopping) {
      const { scanned } = await this.release(store, left.slice(0, this.config.SWEEP_BATCH), total);
      if (scanned === 0) return;
      left = left.slice(scanned);
    }
  }

  async status(store: string): Promise<SweeperState | undefined> {
    const found = await this.sweep.find(store, 1);
    if (!found) return undefined;
    const lastRunMs = this.lastRunMs.get(store);
    return {
      lastRunAt: lastRunMs === undefined ? null : isoTime(lastRunMs),
      lagMs: found.lagMs,
      due: found.due,
      released: found.released,
      orphans: found.orphans,
      intervalMs: this.config.SWEEP_INTERVAL_MS,
    };
  }

  /** Over all stores; stops asking where the signal says that nobody waits for the answer any more. */
  async overview(signal: AbortSignal): Promise<SweepOverview> {
    const all: SweepOverview = { lagMs: 0, due: 0, released: 0, orphans: 0 };
    for await (const store of this.storeNames()) {
      signal.throwIfAborted();
      const found = await this.sweep.find(store, 1);
      if (!found) continue;
      all.lagMs = Math.max(all.lagMs, found.lagMs);
      all.due += found.due;
      all.released += found.released;
      all.orphans += found.orphans;
    }
    return all;
  }

  private schedule(): void {
    const next = setTimeout(() => {
      this.running = this.runAll().finally(() => {
        this.unschedule();
        if (!this.stopping) this.schedule();
      });
    }, this.config.SWEEP_INTERVAL_MS);
    this.scheduler.addTimeout(this.sweep.name, next);
  }

  private unschedule(): void {
    if (this.scheduler.doesExist('timeout', this.sweep.name)) this.scheduler.deleteTimeout(this.sweep.name);
  }

  /** Each store for itself: one that cannot be swept does not keep the others. */
  private async runAll(): Promise<void> {
    let [swept, failed] = [0, 0];
    try {
      for await (const store of this.storeNames()) {
        if (this.stopping) return;
        if (await this.tried(store, () => this.sweepStore(store, this.walk.onward(store)))) swept++;
        else failed++;
      }
      this.log.swept('', undefined);
      if (swept > 0 || failed === 0) this.lastRoundAt = performance.now();
    } catch (error) {
      this.log.swept('', error as Error);
    }
  }

  private async tried(store: string, sweep: () => Promise<unknown>): Promise<boolean> {
    const error = await sweep().then(
      () => undefined,
      (thrown: Error) => thrown,
    );
    this.log.swept(store, error);
    return error === undefined;
  }
}

function addTo(total: SweepRun, { scanned, released, orphans }: SweepRun): void {
  total.scanned += scanned;
  total.released += released;
  total.orphans += orphans;
}

import { SchedulerRegistry } from '@nestjs/schedule';
import { Config } from '../config/config';
import { isoTime, StoreCorruptedError } from '../redis';
import { SweeperState, SweepRun } from './dto/sweeper.dto';
import { overviewOf, SweepOverview } from './overview';
import { PassedOver } from './passed-over';
import { Rounds } from './rounds';
import { KnownStores, Stores } from './stores';
import { Sweep } from './sweep';
import { SweeperLog } from './sweeper-log';
import { Walk } from './walk';

/** A run leaves what it has not swept by then to the next one, so that no store keeps the others waiting for ever. */
const RUN_WITHIN_MS = 10_000;

/** Sweeps every store once an interval, batch by batch. */
export class Sweeper {
  private readonly log: SweeperLog;
  private readonly walk: Walk;
  private readonly stores: KnownStores;
  private readonly rounds: Rounds;
  private readonly lastRunMs = new Map<string, number>();
  private readonly passedOver = new PassedOver();

  constructor(
    private readonly sweep: Sweep,
    stores: Stores,
    private readonly config: Config,
    scheduler: SchedulerRegistry,
  ) {
    const { name } = sweep;
    this.log = new SweeperLog(name);
    this.walk = new Walk(sweep, config.SWEEP_INTERVAL_MS);
    this.stores = new KnownStores(stores);
    this.rounds = new Rounds(this.stores, scheduler, {
      name,
      intervalMs: config.SWEEP_INTERVAL_MS,
      visit: (store) => this.sweepStore(store, this.walk.onward(store)),
      log: this.log,
    });
  }

  start(): void {
    this.rounds.start();
  }

  get sinceRoundMs(): number {
    return this.rounds.sinceRoundMs;
  }

  /** Ends between two batches. */
  stop(): Promise<void> {
    return this.rounds.stop();
  }

  /** Sweeps one store now, until nothing that is over is left, or for a while; undefined where there is no such store. */
  run(store: string): Promise<SweepRun | undefined> {
    this.passedOver.forget(store);
    return this.sweepStore(store, this.walk.anew(store));
  }

  private async sweepStore(store: string, vanished: AsyncIterable<string[]>): Promise<SweepRun | undefined> {
    const total: SweepRun = { scanned: 0, released: 0, orphans: 0 };
    const until = performance.now() + RUN_WITHIN_MS;
    const goesOn = (): boolean => !this.rounds.stopping && performance.now() < until;
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
    while (left.length > 0 && !this.rounds.stopping) {
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
  overview(signal: AbortSignal): Promise<SweepOverview> {
    return overviewOf(this.stores, (store) => this.sweep.find(store, 1), signal);
  }
}

function addTo(total: SweepRun, { scanned, released, orphans }: SweepRun): void {
  total.scanned += scanned;
  total.released += released;
  total.orphans += orphans;
}

import { SchedulerRegistry } from '@nestjs/schedule';
import { KnownStores } from './stores';
import { SweeperLog } from './sweeper-log';

interface RoundOptions {
  /** Name of the timer. */
  name: string;
  intervalMs: number;
  visit: (store: string) => Promise<unknown>;
  log: Pick<SweeperLog, 'swept'>;
}

/**
 * Visits every store once an interval. The stores of one master are visited one after another, and the masters side by
 * side: one that hangs keeps its own stores waiting, and no other. Whoever is not through yet is not begun anew, for which
 * @Interval has no guard.
 */
export class Rounds {
  private readonly underWay = new Map<string, Promise<void>>();
  private beginning: Promise<void> = Promise.resolve();
  private lastThroughAt = 0;
  stopping = false;

  constructor(
    private readonly stores: KnownStores,
    private readonly scheduler: SchedulerRegistry,
    private readonly options: RoundOptions,
  ) {}

  start(): void {
    this.lastThroughAt = performance.now();
    this.schedule();
  }

  /** How long ago it was last through with the stores of a master; a clock that is set does not matter. */
  get sinceRoundMs(): number {
    return Math.round(performance.now() - this.lastThroughAt);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.unschedule();
    await this.beginning;
    await Promise.all(this.underWay.values());
  }

  private schedule(): void {
    const next = setTimeout(() => {
      this.beginning = this.begin().finally(() => {
        this.unschedule();
        if (!this.stopping) this.schedule();
      });
    }, this.options.intervalMs);
    this.scheduler.addTimeout(this.options.name, next);
  }

  private unschedule(): void {
    const { name } = this.options;
    if (this.scheduler.doesExist('timeout', name)) this.scheduler.deleteTimeout(name);
  }

  private async begin(): Promise<void> {
    const { log } = this.options;
    try {
      const groups = await this.stores.byMaster();
      log.swept('', undefined);
      if (groups.size === 0) this.lastThroughAt = performance.now();
      for (const [master, names] of groups) {
        if (this.stopping || this.underWay.has(master)) continue;
        const through = this.visitAll(names).finally(() => this.underWay.delete(master));
        this.underWay.set(master, through);
      }
    } catch (error) {
      log.swept('', error as Error);
    }
  }

  /** Each store for itself: one that cannot be swept does not keep the others. */
  private async visitAll(names: string[]): Promise<void> {
    let [swept, failed] = [0, 0];
    for (const store of names) {
      if (this.stopping) return;
      if (await this.tried(store)) swept++;
      else failed++;
    }
    if (swept > 0 || failed === 0) this.lastThroughAt = performance.now();
  }

  private async tried(store: string): Promise<boolean> {
    const error = await this.options.visit(store).then(
      () => undefined,
      (thrown: Error) => thrown,
    );
    this.options.log.swept(store, error);
    return error === undefined;
  }
}

import { BeforeApplicationShutdown, Injectable, Logger, OnApplicationBootstrap } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Config } from '../../../platform/config/config';
import { Metrics } from '../../../platform/observability/metrics';
import { KnownStores, Rounds } from '../../../platform/sweeping';
import { StoresService } from '../../../stores';
import { Trimming } from './trimming.service';

/** Then the other stores have their turn. */
const AT_A_TIME_MS = 5_000;

/** Trims each store once in an interval of the sweeps, until no more may leave. Any number of processes may do so. */
@Injectable()
export class Trimmer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds: Rounds;
  private readonly logger = new Logger('Archive');
  private readonly faults = new Map<string, string>();
  private readonly lagMs = new Map<string, number>();

  constructor(
    private readonly trimming: Trimming,
    stores: StoresService,
    scheduler: SchedulerRegistry,
    config: Config,
    metrics: Metrics,
  ) {
    this.rounds = new Rounds(new KnownStores(stores), scheduler, {
      name: 'trim',
      intervalMs: config.SWEEP_INTERVAL_MS,
      visit: (store) => this.visit(store),
      log: { swept: (store, error) => this.tell(store, error) },
    });
    metrics.historyLag = () => Math.max(0, ...this.lagMs.values()) / 1_000;
  }

  onApplicationBootstrap(): void {
    if (this.trimming.isUsed) this.rounds.start();
  }

  /** A step under way is gone to its end. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  private async visit(store: string): Promise<void> {
    const until = performance.now() + AT_A_TIME_MS;
    for (let more = true; more && !this.rounds.stopping && performance.now() < until;) {
      const step = await this.trimming.step(store);
      this.lagMs.set(store, step.lagMs);
      more = step.more;
    }
  }

  /** Each reason is said once, not every second for as long as it lasts. */
  private tell(store: string, error: Error | undefined): void {
    const before = this.faults.get(store);
    if (!error) {
      if (this.faults.delete(store)) this.logger.log({ store, msg: 'what is archived leaves Redis again' });
    } else if (error.message !== before) {
      this.faults.set(store, error.message);
      this.logger.warn({ store, msg: `nothing leaves Redis for now: ${error.message}` });
    }
  }
}

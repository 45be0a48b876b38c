import { BeforeApplicationShutdown, Injectable, Logger, OnApplicationBootstrap } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Config } from '../../../platform/config/config';
import { Watched } from '../../../platform/observability/health';
import { KnownStores, Rounds } from '../../../platform/sweeping';
import { StoresService } from '../../../stores';
import { Lag } from './lag.service';
import { StoreArchive } from './store-archive.service';

/** Then the other stores have their turn. */
const AT_A_TIME_MS = 5_000;

/** So far behind the archive may be before readiness says so. */
const WARN_MS = 60_000;

/** Archives each store once in an interval of the sweeps, until there is no more. Any number of processes may do so. */
@Injectable()
export class Archiver extends Watched implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly watchedAs = 'archive';
  private readonly rounds: Rounds;
  private readonly logger = new Logger('Archive');
  private readonly faults = new Map<string, string>();

  constructor(
    private readonly archive: StoreArchive,
    private readonly lag: Lag,
    stores: StoresService,
    scheduler: SchedulerRegistry,
    config: Config,
  ) {
    super();
    this.rounds = new Rounds(new KnownStores(stores), scheduler, {
      name: 'archive',
      intervalMs: config.SWEEP_INTERVAL_MS,
      visit: (store) => this.visit(store),
      log: { swept: (store, error) => this.tell(store, error) },
    });
  }

  onApplicationBootstrap(): void {
    if (!this.archive.isUsed) return;
    this.rounds.start();
  }

  /** A page under way is written to its end. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  /** Undefined where nothing is archived; else why all is not well, or null. */
  get warning(): string | null | undefined {
    if (!this.archive.isUsed) return undefined;
    const [fault] = this.faults.values();
    if (fault !== undefined) return `nothing is archived for now: ${fault}`;
    const { ms } = this.lag;
    return ms > WARN_MS ? `it is ${Math.round(ms / 1_000)} s behind` : null;
  }

  private async visit(store: string): Promise<void> {
    const until = performance.now() + AT_A_TIME_MS;
    let position = '';
    try {
      for (let more = true; more && !this.rounds.stopping && performance.now() < until;) {
        const step = await this.archive.step(store);
        position = step?.position ?? (await this.archive.position(store));
        more = step?.more ?? false;
      }
    } catch (error) {
      this.lag.failed(store);
      throw error;
    }
    await this.lag.note(store, position);
  }

  /** Each reason is said once, not every second for as long as it lasts. */
  private tell(store: string, error: Error | undefined): void {
    const before = this.faults.get(store);
    if (!error) {
      this.faults.delete(store);
      if (before !== undefined) this.logger.log({ store, msg: 'it is archived again' });
      return;
    }
    const fault = error.message;
    this.faults.set(store, fault);
    if (fault !== before) this.logger.warn({ store, msg: `nothing is archived for now: ${fault}` });
  }
}

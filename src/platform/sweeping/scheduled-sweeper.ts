import { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Config } from '../config/config';
import { Problem, STORE_NOT_FOUND } from '../http';
import { SweeperState, SweepRun } from './dto/sweeper.dto';
import { SweepOverview } from './overview';
import { Stores } from './stores';
import { Sweep } from './sweep';
import { Sweeper } from './sweeper';
import { trial } from './trial';

/** A sweeper that lives as long as the application; a domain extends it with what it sweeps. */
export abstract class ScheduledSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly name: string;
  private readonly sweeper: Sweeper;
  private readonly batch: number;

  constructor(
    private readonly sweep: Sweep,
    stores: Stores,
    config: Config,
    scheduler: SchedulerRegistry,
  ) {
    this.name = sweep.name;
    this.batch = config.SWEEP_BATCH;
    this.sweeper = new Sweeper(sweep, stores, config, scheduler);
  }

  onApplicationBootstrap(): void {
    this.sweeper.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.sweeper.stop();
  }

  get sinceRoundMs(): number {
    return this.sweeper.sinceRoundMs;
  }

  overview(signal: AbortSignal): Promise<SweepOverview> {
    return this.sweeper.overview(signal);
  }

  async run(store: string, dryRun: boolean): Promise<SweepRun> {
    return known(await (dryRun ? trial(this.sweep, store, this.batch) : this.sweeper.run(store)));
  }

  async status(store: string): Promise<SweeperState> {
    return known(await this.sweeper.status(store));
  }
}

function known<T>(found: T | undefined): T {
  if (found === undefined) throw new Problem(STORE_NOT_FOUND, 'There is no such store.');
  return found;
}

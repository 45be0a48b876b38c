import { BeforeApplicationShutdown, Injectable, OnApplicationBootstrap } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Config } from '../config/config';
import { Problem, STORE_NOT_FOUND } from '../http';
import { StoresService } from '../stores';
import { Sweeper, SweeperStatus, SweepRun } from '../sweeping';
import { ReservationSweepLua } from './sweep.lua';

/**
 * The scheduled job that gives the units of expired holds back: it reads the index of deadlines and ends each hold
 * whose expiry key has vanished.
 */
@Injectable()
export class ReservationSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly sweeper: Sweeper;

  constructor(lua: ReservationSweepLua, stores: StoresService, config: Config, scheduler: SchedulerRegistry) {
    this.sweeper = new Sweeper(lua, () => stores.names(), config, scheduler);
  }

  onApplicationBootstrap(): void {
    this.sweeper.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.sweeper.stop();
  }

  async run(store: string): Promise<SweepRun> {
    return known(await this.sweeper.run(store));
  }

  async status(store: string): Promise<SweeperStatus> {
    return known(await this.sweeper.status(store));
  }
}

function known<T>(found: T | undefined): T {
  if (found === undefined) throw new Problem(STORE_NOT_FOUND, 'There is no such store.');
  return found;
}

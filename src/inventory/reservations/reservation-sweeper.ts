import { Injectable } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Config } from '../../platform/config/config';
import { StoresService } from '../../stores';
import { ScheduledSweeper } from '../../platform/sweeping';
import { ReservationSweepLua } from './sweep.lua';

/**
 * The scheduled job that gives the units of expired holds back: it reads the index of deadlines and ends each hold that
 * is over, and walks the others in small steps to end those whose expiry key has vanished before their deadline.
 */
@Injectable()
export class ReservationSweeper extends ScheduledSweeper {
  constructor(lua: ReservationSweepLua, stores: StoresService, config: Config, scheduler: SchedulerRegistry) {
    super(lua, stores, config, scheduler);
  }
}

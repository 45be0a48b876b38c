import { Injectable } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Config } from '../../platform/config/config';
import { ScheduledSweeper } from '../../platform/sweeping';
import { StoresService } from '../../stores';
import { WaitSweepLua } from './sweep.lua';

/** The scheduled job that ends waits at their deadline, has those behind them come next, and runs lines on. */
@Injectable()
export class WaitSweeper extends ScheduledSweeper {
  constructor(lua: WaitSweepLua, stores: StoresService, config: Config, scheduler: SchedulerRegistry) {
    super(lua, stores, config, scheduler);
  }
}

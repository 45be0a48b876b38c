import { Injectable } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Config } from '../../platform/config/config';
import { StoresService } from '../../stores';
import { ScheduledSweeper } from '../../platform/sweeping';
import { TransferSweepLua } from './sweep.lua';

/** The scheduled job that ends pending transfers whose deadline has passed; until it comes, every script does so itself. */
@Injectable()
export class TransferSweeper extends ScheduledSweeper {
  constructor(lua: TransferSweepLua, stores: StoresService, config: Config, scheduler: SchedulerRegistry) {
    super(lua, stores, config, scheduler);
  }
}

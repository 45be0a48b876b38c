import { Injectable } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Config } from '../../platform/config/config';
import { ScheduledSweeper } from '../../platform/sweeping';
import { StoresService } from '../../stores';
import { OrderSweepLua } from './sweep.lua';

/** The scheduled job that ends authorised orders at their deadline and gives their units back. */
@Injectable()
export class OrderSweeper extends ScheduledSweeper {
  constructor(lua: OrderSweepLua, stores: StoresService, config: Config, scheduler: SchedulerRegistry) {
    super(lua, stores, config, scheduler);
  }
}

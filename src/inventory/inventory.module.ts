import { Module } from '@nestjs/common';
import { StoresModule } from '../stores';
import { AuditLua } from './audit.lua';
import { AuditService } from './audit.service';
import { InventoryController } from './inventory.controller';
import { InventoryLua } from './inventory.lua';
import { InventoryService } from './inventory.service';
import { ReservationSweeper } from './reservation-sweeper';
import { ReservationsController } from './reservations.controller';
import { ReservationsLua } from './reservations.lua';
import { ReservationsService } from './reservations.service';
import { ReservationSweepLua } from './sweep.lua';
import { UpkeepController } from './upkeep.controller';

@Module({
  imports: [StoresModule],
  controllers: [InventoryController, ReservationsController, UpkeepController],
  providers: [
    InventoryService,
    InventoryLua,
    ReservationsService,
    ReservationsLua,
    ReservationSweeper,
    ReservationSweepLua,
    AuditService,
    AuditLua,
  ],
})
export class InventoryModule {}

import { Module } from '@nestjs/common';
import { StoresModule } from '../stores';
import { AuditLua } from './upkeep/audit.lua';
import { AuditService } from './upkeep/audit.service';
import { InventoryController } from './stock/stock.controller';
import { InventoryLua } from './stock/stock.lua';
import { InventoryService } from './stock/stock.service';
import { ReservationSweeper } from './reservations/reservation-sweeper';
import { ReservationsController } from './reservations/reservations.controller';
import { ReservationsLua } from './reservations/reservations.lua';
import { ReservationsService } from './reservations/reservations.service';
import { ReservationSweepLua } from './reservations/sweep.lua';
import { UpkeepController } from './upkeep/upkeep.controller';

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

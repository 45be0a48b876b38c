import { Module } from '@nestjs/common';
import { StoresModule } from '../stores';
import { AuditLua } from './upkeep/audit.lua';
import { AuditService } from './upkeep/audit.service';
import { CampaignsController } from './campaigns/campaigns.controller';
import { CampaignsLua } from './campaigns/campaigns.lua';
import { CampaignsService } from './campaigns/campaigns.service';
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
  controllers: [InventoryController, CampaignsController, ReservationsController, UpkeepController],
  providers: [
    InventoryService,
    InventoryLua,
    CampaignsService,
    CampaignsLua,
    ReservationsService,
    ReservationsLua,
    ReservationSweeper,
    ReservationSweepLua,
    AuditService,
    AuditLua,
  ],
})
export class InventoryModule {}

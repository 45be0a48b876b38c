import { Module } from '@nestjs/common';
import { StoresModule } from '../stores';
import { AuditLua } from './upkeep/audit.lua';
import { AuditService } from './upkeep/audit.service';
import { CampaignsController } from './campaigns/campaigns.controller';
import { CampaignsLua } from './campaigns/campaigns.lua';
import { CampaignsService } from './campaigns/campaigns.service';
import { DeductionsController } from './deductions/deductions.controller';
import { DeductionsLua } from './deductions/deductions.lua';
import { DeductionsService } from './deductions/deductions.service';
import { EarlierDeductions } from './deductions/earlier-deductions';
import { EarlierMovements } from './stock/earlier-movements';
import { StockFilesController } from './files/files.controller';
import { StockFilesService } from './files/files.service';
import { InventoryController } from './stock/stock.controller';
import { InventoryLua } from './stock/stock.lua';
import { InventoryService } from './stock/stock.service';
import { ReservationSweeper } from './reservations/reservation-sweeper';
import { ReservationsController } from './reservations/reservations.controller';
import { ReservationsLua } from './reservations/reservations.lua';
import { ReservationsService } from './reservations/reservations.service';
import { ReservationSweepLua } from './reservations/sweep.lua';
import { WaitSweepLua } from './waits/sweep.lua';
import { WaitSweeper } from './waits/wait-sweeper';
import { WaitsController } from './waits/waits.controller';
import { WaitsLua } from './waits/waits.lua';
import { WaitsService } from './waits/waits.service';
import { UpkeepController } from './upkeep/upkeep.controller';

@Module({
  imports: [StoresModule],
  controllers: [
    InventoryController,
    DeductionsController,
    StockFilesController,
    CampaignsController,
    ReservationsController,
    WaitsController,
    UpkeepController,
  ],
  providers: [
    InventoryService,
    InventoryLua,
    StockFilesService,
    EarlierMovements,
    DeductionsService,
    DeductionsLua,
    EarlierDeductions,
    CampaignsService,
    CampaignsLua,
    ReservationsService,
    ReservationsLua,
    ReservationSweeper,
    ReservationSweepLua,
    WaitsService,
    WaitsLua,
    WaitSweeper,
    WaitSweepLua,
    AuditService,
    AuditLua,
  ],
  exports: [EarlierMovements, EarlierDeductions],
})
export class InventoryModule {}

import { Module } from '@nestjs/common';
import { InventoryController } from './inventory.controller';
import { InventoryLua } from './inventory.lua';
import { InventoryService } from './inventory.service';
import { ReservationsController } from './reservations.controller';
import { ReservationsLua } from './reservations.lua';
import { ReservationsService } from './reservations.service';

@Module({
  controllers: [InventoryController, ReservationsController],
  providers: [InventoryService, InventoryLua, ReservationsService, ReservationsLua],
})
export class InventoryModule {}

import { Module } from '@nestjs/common';
import { CartsController } from './carts.controller';
import { CartsLua } from './carts.lua';
import { CartsService } from './carts.service';
import { PricesController } from './prices.controller';
import { PricesLua } from './prices.lua';
import { PricesService } from './prices.service';

/** Prices, and the carts that show them. */
@Module({
  controllers: [PricesController, CartsController],
  providers: [PricesService, PricesLua, CartsService, CartsLua],
  exports: [CartsLua],
})
export class CartsModule {}

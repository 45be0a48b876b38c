import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger';
import { AfterSaleController } from './after-sale/after-sale.controller';
import { AfterSaleLua } from './after-sale/after-sale.lua';
import { AfterSaleService } from './after-sale/after-sale.service';
import { OrdersController } from './orders.controller';
import { OrdersLua } from './orders.lua';
import { OrdersService } from './orders.service';
import { CheckoutController } from './placing/checkout.controller';
import { PlacingController } from './placing/placing.controller';
import { PlacingLua } from './placing/placing.lua';
import { PlacingService } from './placing/placing.service';
import { SalesController } from './sales/sales.controller';
import { SalesLua } from './sales/sales.lua';
import { SalesService } from './sales/sales.service';

/** Orders, the checkout that makes them of carts, and the units that were sold. */
@Module({
  imports: [LedgerModule],
  controllers: [
    PlacingController,
    OrdersController,
    AfterSaleController,
    CheckoutController,
    SalesController,
  ],
  providers: [
    PlacingService,
    PlacingLua,
    OrdersService,
    OrdersLua,
    AfterSaleService,
    AfterSaleLua,
    SalesService,
    SalesLua,
  ],
})
export class OrdersModule {}

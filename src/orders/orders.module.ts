import { Module } from '@nestjs/common';
import { CartsModule } from '../carts';
import { LedgerModule } from '../ledger';
import { AfterSaleController } from './after-sale/after-sale.controller';
import { AfterSaleLua } from './after-sale/after-sale.lua';
import { AfterSaleService } from './after-sale/after-sale.service';
import { StoresModule } from '../stores';
import { AuthorisationsController } from './authorisations/authorisations.controller';
import { AuthorisationsLua } from './authorisations/authorisations.lua';
import { AuthorisationsService } from './authorisations/authorisations.service';
import { OrderSweeper } from './authorisations/order-sweeper';
import { OrderSweepLua } from './authorisations/sweep.lua';
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
  imports: [CartsModule, LedgerModule, StoresModule],
  controllers: [
    PlacingController,
    OrdersController,
    AfterSaleController,
    AuthorisationsController,
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
    AuthorisationsService,
    AuthorisationsLua,
    OrderSweeper,
    OrderSweepLua,
  ],
})
export class OrdersModule {}

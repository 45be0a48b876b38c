import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger';
import { CheckoutController } from './checkout.controller';
import { OrdersController } from './orders.controller';
import { OrdersLua } from './orders.lua';
import { OrdersService } from './orders.service';
import { SalesController } from './sales.controller';
import { SalesLua } from './sales.lua';
import { SalesService } from './sales.service';

/** Orders, the checkout that makes them of carts, and what was sold. */
@Module({
  imports: [LedgerModule],
  controllers: [OrdersController, CheckoutController, SalesController],
  providers: [OrdersService, OrdersLua, SalesService, SalesLua],
})
export class OrdersModule {}

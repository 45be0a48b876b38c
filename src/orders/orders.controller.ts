import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AlsoNeeds,
  CAP_EXCEEDED,
  Domain,
  Executed,
  IfMatch,
  INVALID_CURSOR,
  INVALID_STATE,
  MissingScope,
  Mutation,
  OperationOf,
  Problem,
  Refuses,
  STORE_NOT_FOUND,
  StorePath,
  TakesIfMatch,
  VERSION_MISMATCH,
  Versioned,
} from '../platform/http';
import { RESERVATION_EXPIRED, RESERVATION_NOT_FOUND } from '../inventory';
import { INSUFFICIENT_FUNDS } from '../ledger';
import { Operation } from '../platform/redis';
import { CancelBody, Order, OrderBody, OrderPage, OrderPath, OrderQuery } from './dto/order.dto';
import { ORDER_NOT_FOUND, OWNER_MISMATCH, PLACING } from './orders.errors';
import { OrdersService } from './orders.service';

@ApiTags('orders')
@Domain('orders')
@Controller('v1/stores/:store/orders')
export class OrdersController {
  constructor(private readonly orders: OrdersService) {}

  /**
   * Sells lines, or makes a reservation the sale, at the prices of the moment; stock, money and order in one step.
   * @remarks A refusal names everything that stands in the way: `skus`, `missingPrices`, `expectedTotal` and `total`,
   * `expectedOwnerId` and `ownerId`, `shortages`, `funds`.
   */
  @Post()
  @AlsoNeeds('ledger:write', 'where there is a `payment`')
  @Mutation(201, Order, ...PLACING, RESERVATION_NOT_FOUND, RESERVATION_EXPIRED, OWNER_MISMATCH)
  placeOrder(
    @Param() path: StorePath,
    @Body() body: OrderBody,
    @OperationOf() operation: Operation,
    @MissingScope('ledger:write') unableToPay?: Problem,
  ): Promise<Executed<Order>> {
    return this.orders.place({ ...path, operation, unableToPay }, body);
  }

  /** Lists orders, all or by customer or by state, newest first. */
  @Get()
  @Refuses(STORE_NOT_FOUND, INVALID_CURSOR)
  listOrders(@Param() path: StorePath, @Query() query: OrderQuery): Promise<OrderPage> {
    return this.orders.list(path.store, query);
  }

  /** Reads an order. */
  @Get(':id')
  @Versioned(Order)
  @Refuses(STORE_NOT_FOUND, ORDER_NOT_FOUND)
  getOrder(@Param() path: OrderPath): Promise<Executed<Order>> {
    return this.orders.get(path.store, path.id);
  }

  /** Notes that a placed order has been handed over; from then on it cannot be cancelled. */
  @Post(':id/fulfil')
  @TakesIfMatch()
  @Mutation(200, Order, ORDER_NOT_FOUND, VERSION_MISMATCH, INVALID_STATE)
  fulfilOrder(
    @Param() path: OrderPath,
    @IfMatch() ifMatch: string,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Order>> {
    return this.orders.fulfil({ ...path, ifMatch, operation });
  }

  /**
   * Takes a placed order back: restocks, takes the sales count back and refunds the payment, in one step.
   * @remarks What of the payment was given back before is not given back twice. Where the account that was paid cannot
   * pay back, or the units would pass the cap, the order stays as it is; `refund` and `restock` then help.
   */
  @Post(':id/cancel')
  @AlsoNeeds('ledger:write', 'where something is refunded')
  @TakesIfMatch()
  @Mutation(200, Order, ORDER_NOT_FOUND, VERSION_MISMATCH, INVALID_STATE, INSUFFICIENT_FUNDS, CAP_EXCEEDED)
  cancelOrder(
    @Param() path: OrderPath,
    @Body() body: CancelBody,
    @IfMatch() ifMatch: string,
    @OperationOf() operation: Operation,
    @MissingScope('ledger:write') unableToPay?: Problem,
  ): Promise<Executed<Order>> {
    return this.orders.cancel({ ...path, ifMatch, operation, unableToPay }, body);
  }
}

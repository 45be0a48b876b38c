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
import { INSUFFICIENT_FUNDS } from '../ledger';
import { Operation } from '../platform/redis';
import { CancelBody, Order, OrderPage, OrderPath, OrderQuery } from './dto/order.dto';
import { ORDER_NOT_FOUND } from './orders.errors';
import { OrdersService } from './orders.service';

@ApiTags('orders')
@Domain('orders')
@Controller('v1/stores/:store/orders')
export class OrdersController {
  constructor(private readonly orders: OrdersService) {}

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

  /** Marks a placed order as handed over; from then on it cannot be cancelled. */
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
   * Cancels a placed order: restocks its units, takes the sales count back and refunds the payment, in one step.
   * @remarks A part of the payment that was refunded before is not refunded twice. Where the account that was paid
   * cannot pay back, or the units would pass the cap, the order stays as it is; `refund` and `restock` then help.
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

import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Domain,
  Executed,
  INVALID_CURSOR,
  Refuses,
  STORE_NOT_FOUND,
  StorePath,
  Versioned,
} from '../platform/http';
import { Order, OrderPage, OrderPath, OrderQuery } from './dto/order.dto';
import { ORDER_NOT_FOUND } from './orders.errors';
import { OrdersService } from './orders.service';

@ApiTags('orders')
@Domain('orders')
@Controller('v1/stores/:store/orders')
export class OrdersController {
  constructor(private readonly orders: OrdersService) {}

  /**
   * Lists orders, newest first: all, or those of a customer, in a state, created between two times, in any combination.
   * @remarks A page costs about as much as the orders on it, however many there are.
   */
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
}

import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AlsoNeeds,
  Domain,
  Executed,
  IfMatch,
  LocatedAt,
  MissingByScope,
  MissingScopes,
  Mutation,
  OperationOf,
  TakesIfMatch,
  VERSION_MISMATCH,
} from '../../platform/http';
import { Operation } from '../../platform/redis';
import { Order } from '../dto/order.dto';
import { CART_EMPTY } from '../../carts';
import { PLACING } from '../orders.errors';
import { CheckoutBody, CheckoutPath } from './placing.dto';
import { PlacingService } from './placing.service';

/** It stands under /carts for its callers, and here since it places an order. */
@ApiTags('carts')
@Domain('orders')
@Controller('v1/stores/:store/carts/:id/checkout')
export class CheckoutController {
  constructor(private readonly placing: PlacingService) {}

  /**
   * Turns the cart into an order at the prices of the moment and empties it; stock, money, order and cart in one step.
   * @remarks A refusal names every obstacle: `missingPrices`, `expectedTotal` and `total`,
   * `shortages`, `funds`.
   */
  @Post()
  @LocatedAt('/v1/stores/:store/orders/{id}')
  @TakesIfMatch()
  @AlsoNeeds(['ledger:write', 'where there is a `payment`'], ['orders:price', 'where the call has `prices`'])
  @Mutation(201, Order, CART_EMPTY, VERSION_MISMATCH, ...PLACING)
  checkOut(
    @Param() path: CheckoutPath,
    @Body() body: CheckoutBody,
    @IfMatch() ifMatch: string,
    @OperationOf() operation: Operation,
    @MissingScopes(['ledger:write', 'orders:price']) missing: MissingByScope,
  ): Promise<Executed<Order>> {
    return this.placing.checkOut({ ifMatch, operation, missing, ...path }, body);
  }
}

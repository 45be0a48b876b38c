import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AlsoNeeds,
  Domain,
  Executed,
  MissingScope,
  Mutation,
  OperationOf,
  Problem,
  StorePath,
} from '../../platform/http';
import { RESERVATION_EXPIRED, RESERVATION_NOT_FOUND } from '../../inventory';
import { Operation } from '../../platform/redis';
import { Order } from '../dto/order.dto';
import { OWNER_MISMATCH, PLACING } from '../orders.errors';
import { OrderBody } from './placing.dto';
import { PlacingService } from './placing.service';

@ApiTags('orders')
@Domain('orders')
@Controller('v1/stores/:store/orders')
export class PlacingController {
  constructor(private readonly placing: PlacingService) {}

  /**
   * Places an order of lines or of a reservation at the prices of the moment; stock, money and order in one step.
   * @remarks A refusal names every obstacle: `skus`, `missingPrices`, `expectedTotal` and `total`,
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
    return this.placing.place({ ...path, operation, unableToPay }, body);
  }
}

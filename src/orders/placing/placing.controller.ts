import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AlsoNeeds,
  Domain,
  Executed,
  MissingByScope,
  MissingScopes,
  Mutation,
  OperationOf,
  StorePath,
} from '../../platform/http';
import { RESERVATION_EXPIRED, RESERVATION_NOT_FOUND } from '../../inventory';
import { Operation } from '../../platform/redis';
import { Order } from '../dto/order.dto';
import { ORDER_UNPRICED, OWNER_MISMATCH, PLACING } from '../orders.errors';
import { OrderBody } from './placing.dto';
import { PlacingService } from './placing.service';

@ApiTags('orders')
@Domain('orders')
@Controller('v1/stores/:store/orders')
export class PlacingController {
  constructor(private readonly placing: PlacingService) {}

  /**
   * Places an order of lines or of a reservation; stock, money and order in one step.
   * @remarks Prices are those of the moment, or the caller’s. A refusal names every obstacle: `skus`, `missingPrices`, `expectedTotal` and `total`, `lines`,
   * `expectedOwnerId` and `ownerId`, `shortages`, `funds`.
   */
  @Post()
  @AlsoNeeds(
    ['ledger:write', 'where there is a `payment`'],
    ['orders:price', 'where a line has a `unitPrice`'],
  )
  @Mutation(
    201,
    Order,
    ...PLACING,
    ORDER_UNPRICED,
    RESERVATION_NOT_FOUND,
    RESERVATION_EXPIRED,
    OWNER_MISMATCH,
  )
  placeOrder(
    @Param() path: StorePath,
    @Body() body: OrderBody,
    @OperationOf() operation: Operation,
    @MissingScopes(['ledger:write', 'orders:price']) missing: MissingByScope,
  ): Promise<Executed<Order>> {
    return this.placing.place({ operation, missing, ...path }, body);
  }
}

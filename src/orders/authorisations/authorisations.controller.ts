import { Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AlsoNeeds,
  CAP_EXCEEDED,
  Domain,
  Executed,
  IfMatch,
  INVALID_STATE,
  MissingScope,
  Mutation,
  OperationOf,
  Refusal,
  TakesIfMatch,
  VERSION_MISMATCH,
} from '../../platform/http';
import { Operation } from '../../platform/redis';
import { Order, OrderPath } from '../dto/order.dto';
import { ORDER_NOT_FOUND } from '../orders.errors';
import { AuthorisationsService } from './authorisations.service';

@ApiTags('orders')
@Domain('orders')
@Controller('v1/stores/:store/orders/:id')
export class AuthorisationsController {
  constructor(private readonly authorisations: AuthorisationsService) {}

  /**
   * Captures an authorised order: its money moves, its units are sold, and it is placed, in one step.
   * @remarks After its deadline, `expiresAt`, it is `expired`: its units are on hand again, and no money has moved.
   */
  @Post('capture')
  @AlsoNeeds(['ledger:write', 'always'])
  @TakesIfMatch()
  @Mutation(200, Order, ORDER_NOT_FOUND, VERSION_MISMATCH, INVALID_STATE, CAP_EXCEEDED)
  captureOrder(
    @Param() path: OrderPath,
    @IfMatch() ifMatch: string,
    @OperationOf() operation: Operation,
    @MissingScope('ledger:write') unableToPay?: Refusal,
  ): Promise<Executed<Order>> {
    return this.authorisations.capture({ ifMatch, operation, unableToPay, ...path });
  }
}

import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AlsoNeeds,
  CAP_EXCEEDED,
  Domain,
  Executed,
  IfMatch,
  INVALID_STATE,
  LocatedAt,
  MissingScope,
  Mutation,
  OperationOf,
  Refusal,
  TakesIfMatch,
  VERSION_MISMATCH,
} from '../../platform/http';
import { QUANTITY_EXCEEDED } from '../../inventory';
import { INSUFFICIENT_FUNDS } from '../../ledger';
import { Operation } from '../../platform/redis';
import { Order, OrderPath } from '../dto/order.dto';
import { ORDER_NOT_FOUND } from '../orders.errors';
import { CancelBody, CancellationBody, FulfilmentBody, RefundBody, ReturnBody } from './after-sale.dto';
import * as refusal from './after-sale.errors';
import { AfterSaleService } from './after-sale.service';

/** Obstacles of any change of an order, and of one that moves money. */
const CHANGING = [ORDER_NOT_FOUND, VERSION_MISMATCH, INVALID_STATE, CAP_EXCEEDED];
const REFUNDING = [...CHANGING, refusal.REFUND_EXCEEDED, INSUFFICIENT_FUNDS];

const ITS_ORDER = '/v1/stores/:store/orders/:id';

@ApiTags('orders')
@Domain('orders')
@Controller('v1/stores/:store/orders/:id')
export class AfterSaleController {
  constructor(private readonly afterSale: AfterSaleService) {}

  /** Marks all open units of an order as handed over; from then on they cannot be cancelled. */
  @Post('fulfil')
  @TakesIfMatch()
  @Mutation(200, Order, ...CHANGING)
  fulfilOrder(
    @Param() path: OrderPath,
    @IfMatch() ifMatch: string,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Order>> {
    return this.afterSale.fulfil({ ifMatch, operation, ...path }, {});
  }

  /**
   * Cancels all open units of an order: restocks them and refunds their part of the payment, in one step.
   * @remarks They are no longer sold. A part of the payment that was refunded before is not refunded twice. Where the account that was paid
   * cannot pay back, or the units would pass the cap, the order stays as it is; `refund` and `restock` then help.
   */
  @Post('cancel')
  @AlsoNeeds(['ledger:write', 'where something is refunded'])
  @TakesIfMatch()
  @Mutation(200, Order, ...REFUNDING)
  cancelOrder(
    @Param() path: OrderPath,
    @Body() body: CancelBody,
    @IfMatch() ifMatch: string,
    @OperationOf() operation: Operation,
    @MissingScope('ledger:write') unableToPay?: Refusal,
  ): Promise<Executed<Order>> {
    return this.afterSale.cancel({ ifMatch, operation, unableToPay, ...path }, body);
  }

  /**
   * Marks units of an order as handed over; from then on they cannot be cancelled, but returned.
   * @remarks An order has at most 100 fulfilments, of 1 000 lines together.
   */
  @Post('fulfilments')
  @LocatedAt(ITS_ORDER)
  @TakesIfMatch()
  @Mutation(201, Order, ...CHANGING, QUANTITY_EXCEEDED, refusal.FULFILMENT_ALREADY_EXISTS)
  addFulfilment(
    @Param() path: OrderPath,
    @Body() body: FulfilmentBody,
    @IfMatch() ifMatch: string,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Order>> {
    return this.afterSale.fulfil({ ifMatch, operation, ...path }, body);
  }

  /**
   * Cancels open units of an order: restocks them and refunds their part of the payment, in one step.
   * @remarks They are no longer sold. `refund` says what was asked for, `amount` what went: `full` gives back at most what is left of the payment.
   * An order has at most 100 cancellations, of 1 000 lines together.
   */
  @Post('cancellations')
  @LocatedAt(ITS_ORDER)
  @AlsoNeeds(['ledger:write', 'where something is refunded'])
  @TakesIfMatch()
  @Mutation(201, Order, ...REFUNDING, QUANTITY_EXCEEDED, refusal.CANCELLATION_ALREADY_EXISTS)
  addCancellation(
    @Param() path: OrderPath,
    @Body() body: CancellationBody,
    @IfMatch() ifMatch: string,
    @OperationOf() operation: Operation,
    @MissingScope('ledger:write') unableToPay?: Refusal,
  ): Promise<Executed<Order>> {
    return this.afterSale.cancel({ ifMatch, operation, unableToPay, ...path }, body);
  }

  /**
   * Takes fulfilled units of an order back: restocks them and refunds their part of the payment, in one step.
   * @remarks They are no longer sold. Units that are not restocked are written off: the movement `write_off` tells of them, and on hand stays. An
   * order has at most 100 returns, of 1 000 lines together.
   */
  @Post('returns')
  @LocatedAt(ITS_ORDER)
  @AlsoNeeds(['ledger:write', 'where something is refunded'])
  @TakesIfMatch()
  @Mutation(201, Order, ...REFUNDING, QUANTITY_EXCEEDED, refusal.RETURN_ALREADY_EXISTS)
  addReturn(
    @Param() path: OrderPath,
    @Body() body: ReturnBody,
    @IfMatch() ifMatch: string,
    @OperationOf() operation: Operation,
    @MissingScope('ledger:write') unableToPay?: Refusal,
  ): Promise<Executed<Order>> {
    return this.afterSale.takeBack({ ifMatch, operation, unableToPay, ...path }, body);
  }

  /**
   * Gives back an amount of what was paid for an order, and no units.
   * @remarks An order has at most 100 refunds.
   */
  @Post('refunds')
  @LocatedAt(ITS_ORDER)
  @AlsoNeeds(['ledger:write', 'always'])
  @TakesIfMatch()
  @Mutation(201, Order, ...REFUNDING, refusal.REFUND_ALREADY_EXISTS)
  addRefund(
    @Param() path: OrderPath,
    @Body() body: RefundBody,
    @IfMatch() ifMatch: string,
    @OperationOf() operation: Operation,
    @MissingScope('ledger:write') unableToPay?: Refusal,
  ): Promise<Executed<Order>> {
    return this.afterSale.refund({ ifMatch, operation, unableToPay, ...path }, body);
  }
}

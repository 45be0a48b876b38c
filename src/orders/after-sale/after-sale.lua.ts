import { Injectable } from '@nestjs/common';
import { Operation, Result, ScriptArgs, ScriptRunner, toResult, uuidv7 } from '../../platform/redis';
import { Order } from '../dto/order.dto';
import { changedOrder } from '../order-record';
import { OrderResult } from '../order-result';
import { OrderRefusal } from '../orders.errors';
import { CancellationBody, FulfilmentBody, RefundBody, ReturnBody } from './after-sale.dto';

/** Which order a change is meant for, and by whom. */
export interface OrderCall {
  operation: Operation;
  store: string;
  id: string;
  /** As the decorator of the same name gives it. */
  ifMatch: string;
}

/** A fulfilment, with its metadata as JSON text. */
export type NewFulfilment = Omit<FulfilmentBody, 'metadata'> & { metadata?: string };

type GivingBackResult = Result<Order, OrderRefusal | 'FORBIDDEN'>;

/** The scripts of what comes after the sale; each method is the script of the same name. */
@Injectable()
export class AfterSaleLua {
  constructor(private readonly scripts: ScriptRunner) {}

  async fulfil(
    { operation, store, id, ifMatch }: OrderCall,
    { id: change = uuidv7(), lines = [], reference, metadata }: NewFulfilment,
  ): Promise<OrderResult<Order>> {
    const args = { id, if_match: ifMatch, change_id: change, reference, metadata };
    const call = { store, operation, args, items: lines };
    return toResult(await this.scripts.run('orders/fulfil', call), changedOrder);
  }

  async cancel(call: OrderCall, body: CancellationBody, mayRefund: boolean): Promise<GivingBackResult> {
    const { store, operation } = call;
    const args = { ...givingBack(call, body), may_refund: mayRefund };
    const reply = await this.scripts.run('orders/cancel', {
      store,
      operation,
      args,
      items: body.lines ?? [],
    });
    return toResult(reply, changedOrder);
  }

  async takeBack(call: OrderCall, body: ReturnBody, mayRefund: boolean): Promise<GivingBackResult> {
    const { store, operation } = call;
    const args = { ...givingBack(call, body), may_refund: mayRefund };
    const reply = await this.scripts.run('orders/take-back', { store, operation, args, items: body.lines });
    return toResult(reply, changedOrder);
  }

  async refund(
    { operation, store, id, ifMatch }: OrderCall,
    { id: change = uuidv7(), amount, reason }: RefundBody,
  ): Promise<OrderResult<Order>> {
    const args = { id, if_match: ifMatch, change_id: change, reason, refund_id: uuidv7(), amount };
    return toResult(await this.scripts.run('orders/refund', { store, operation, args }), changedOrder);
  }
}

type GivingBackArgs = Omit<ScriptArgs['orders/cancel'], 'may_refund'>;

/** The arguments of what gives units back. */
function givingBack(
  { id, ifMatch }: OrderCall,
  { id: change = uuidv7(), reason, refund = 'full', restock = true }: CancellationBody,
): GivingBackArgs {
  const refunds =
    typeof refund === 'string' ? { refund } : { refund: 'amount' as const, amount: refund.amount };
  return { id, if_match: ifMatch, change_id: change, reason, refund_id: uuidv7(), ...refunds, restock };
}

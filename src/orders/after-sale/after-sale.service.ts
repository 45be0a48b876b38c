import { Injectable } from '@nestjs/common';
import { Executed, Refusal } from '../../platform/http';
import { Result } from '../../platform/redis';
import { Order } from '../dto/order.dto';
import { metadataOf } from '../metadata';
import { executedOrder, OrderResult } from '../order-result';
import { OrderRefusal } from '../orders.errors';
import { CancellationBody, FulfilmentBody, RefundBody, ReturnBody } from './after-sale.dto';
import { AfterSaleLua, OrderCall } from './after-sale.lua';

/** A call that may move money. */
export interface RefundingCall extends OrderCall {
  /** The refusal of a caller who may not move money. */
  unableToPay?: Refusal;
}

@Injectable()
export class AfterSaleService {
  constructor(private readonly lua: AfterSaleLua) {}

  async fulfil(call: OrderCall, body: FulfilmentBody): Promise<Executed<Order>> {
    return executedOrder(await this.lua.fulfil(call, { ...body, metadata: metadataOf(body) }));
  }

  async cancel({ unableToPay, ...call }: RefundingCall, body: CancellationBody): Promise<Executed<Order>> {
    const result = await this.lua.cancel(call, body, unableToPay === undefined);
    return givenBack(result, (order) => order.cancellations, unableToPay);
  }

  async takeBack({ unableToPay, ...call }: RefundingCall, body: ReturnBody): Promise<Executed<Order>> {
    const result = await this.lua.takeBack(call, body, unableToPay === undefined);
    return givenBack(result, (order) => order.returns, unableToPay);
  }

  async refund({ unableToPay, ...call }: RefundingCall, body: RefundBody): Promise<Executed<Order>> {
    if (unableToPay) throw unableToPay();
    return executedOrder(await this.lua.refund(call, body));
  }
}

/** Whether something would be refunded, only the script can tell; a replay tells it of an order that was. */
function givenBack(
  result: Result<Order, OrderRefusal | 'FORBIDDEN'>,
  changesOf: (order: Order) => { amount: number }[] | undefined,
  unableToPay?: Refusal,
): Executed<Order> {
  const refunds = result.ok ? refunded(result.value, changesOf(result.value)) : result.code === 'FORBIDDEN';
  if (unableToPay && refunds) throw unableToPay();
  return executedOrder(result as OrderResult<Order>);
}

/** An answer that an older release recorded has no list of what came after the sale. */
function refunded({ payment }: Order, changes?: { amount: number }[]): boolean {
  return changes ? changes.at(-1)!.amount > 0 : payment?.refundTransferId !== undefined;
}

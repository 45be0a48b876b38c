import { Injectable } from '@nestjs/common';
import { Page, readRecords } from '../platform/http';
import { Operation, Result, ScriptRunner, toResult, uuidv7 } from '../platform/redis';
import { Order } from './dto/order.dto';
import { changedOrder, currentOrder } from './order-record';
import { OrderResult } from './order-result';
import { OrderRefusal } from './orders.errors';

/** Which order a change is meant for, and by whom. */
export interface OrderCall {
  operation: Operation;
  store: string;
  id: string;
  /** As the decorator of the same name gives it. */
  ifMatch: string;
}

/** Omit `refund` and `restock` to refund and restock all. */
export interface Cancellation {
  reason?: string;
  refund?: 'full' | 'none';
  restock?: boolean;
}

/** The scripts that read and change orders; each method is the script of the same name. */
@Injectable()
export class OrdersLua {
  constructor(private readonly scripts: ScriptRunner) {}

  async fulfil({ operation, store, id, ifMatch }: OrderCall): Promise<OrderResult<Order>> {
    const call = { store, operation, args: { id, if_match: ifMatch } };
    return toResult(await this.scripts.run('orders/fulfil', call), changedOrder);
  }

  async cancel(
    { operation, store, id, ifMatch }: OrderCall,
    { reason, refund = 'full', restock = true }: Cancellation,
    mayRefund: boolean,
  ): Promise<Result<Order, OrderRefusal | 'FORBIDDEN'>> {
    const args = {
      id,
      if_match: ifMatch,
      reason,
      refund_id: uuidv7(),
      refund,
      restock,
      may_refund: mayRefund,
    };
    return toResult(await this.scripts.run('orders/cancel', { store, operation, args }), changedOrder);
  }

  async readOrder(store: string, id: string): Promise<OrderResult<Order>> {
    return toResult(await this.scripts.run('orders/read-order', { store, args: { id } }), currentOrder);
  }

  /** `nextCursor` is the last index member of the page. */
  async listOrders(
    store: string,
    prefix: string,
    cursor: string,
    limit: number,
  ): Promise<OrderResult<Page<Order>>> {
    const reply = await this.scripts.run('orders/list-orders', { store, args: { prefix, cursor, limit } });
    return toResult(reply, ([nextCursor, ...values]) => {
      const page = readRecords(values, (id, record) => currentOrder([id, record]));
      return { ...page, nextCursor: (nextCursor as string) || null };
    });
  }
}

import { Injectable } from '@nestjs/common';
import { Page, readRecords, Span } from '../platform/http';
import { ScriptRunner, toResult } from '../platform/redis';
import { Order, OrderState } from './dto/order.dto';
import { currentOrder } from './order-record';
import { OrderResult } from './order-result';

export interface OrdersWanted extends Span {
  customerId?: string;
  state?: OrderState;
  /** The last index member of the page before. */
  cursor?: string;
  limit: number;
}

/** Whether an authorised order reads as expired before its units and its money are back. */
export interface MayLapse {
  hasLapsed: boolean;
}

/** The scripts that read orders; each method is the script of the same name. */
@Injectable()
export class OrdersLua {
  constructor(private readonly scripts: ScriptRunner) {}

  async readOrder(store: string, id: string): Promise<OrderResult<Order> & MayLapse> {
    const reply = await this.scripts.run('orders/read-order', { store, args: { id } });
    return { ...toResult(reply, currentOrder), hasLapsed: reply.values[2] === '1' };
  }

  /** `nextCursor` is the last index member of the page, which may have fewer orders than the limit before the last. */
  async listOrders(store: string, wanted: OrdersWanted): Promise<OrderResult<Page<Order> & MayLapse>> {
    const { customerId, state, fromMs, toMs, cursor, limit } = wanted;
    const args = { customer: customerId, state, from_ms: fromMs, to_ms: toMs, cursor, limit };
    const reply = await this.scripts.run('orders/list-orders', { store, args });
    return toResult(reply, ([nextCursor, hasLapsed, ...values]) => {
      const page = readRecords(values, (id, record) => currentOrder([id, record]));
      return { ...page, nextCursor: (nextCursor as string) || null, hasLapsed: hasLapsed === '1' };
    });
  }
}

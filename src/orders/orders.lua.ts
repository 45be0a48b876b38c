import { Injectable } from '@nestjs/common';
import { Page, readRecords } from '../platform/http';
import { ScriptRunner, toResult } from '../platform/redis';
import { Order } from './dto/order.dto';
import { currentOrder } from './order-record';
import { OrderResult } from './order-result';

/** The scripts that read orders; each method is the script of the same name. */
@Injectable()
export class OrdersLua {
  constructor(private readonly scripts: ScriptRunner) {}

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

import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, Executed, invalid, Page, valueOf } from '../platform/http';
import { Order, OrderQuery } from './dto/order.dto';
import { executedOrder } from './order-result';
import { orderRefusals } from './orders.errors';
import { OrdersLua } from './orders.lua';

@Injectable()
export class OrdersService {
  constructor(private readonly lua: OrdersLua) {}

  async get(store: string, id: string): Promise<Executed<Order>> {
    return executedOrder(await this.lua.readOrder(store, id));
  }

  async list(store: string, query: OrderQuery): Promise<Page<Order>> {
    const prefix = prefixOf(query);
    const escaped = prefix.replace(/[.~]/g, '\\$&');
    const cursor = decodeCursor(query.cursor, new RegExp(`^${escaped}/\\d{13}/[\\w@.:~-]+$`));
    const page = valueOf(await this.lua.listOrders(store, prefix, cursor, query.limit), orderRefusals);
    return { ...page, nextCursor: page.nextCursor && encodeCursor(page.nextCursor) };
  }
}

function prefixOf({ customerId, state }: OrderQuery): string {
  if (customerId !== undefined && state !== undefined) {
    throw invalid([{ pointer: '?state', detail: 'at most one of customerId and state may be given' }]);
  }
  if (customerId !== undefined) return `c/${customerId}`;
  return state === undefined ? 'a' : `s/${state}`;
}

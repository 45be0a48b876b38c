import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, Executed, Page, spanOf, valueOf } from '../platform/http';
import { OrderSweepLua } from './authorisations/sweep.lua';
import { Order, OrderQuery } from './dto/order.dto';
import { executedOrder } from './order-result';
import { orderRefusals } from './orders.errors';
import { OrdersLua } from './orders.lua';

@Injectable()
export class OrdersService {
  constructor(
    private readonly lua: OrdersLua,
    private readonly sweep: OrderSweepLua,
  ) {}

  async get(store: string, id: string): Promise<Executed<Order>> {
    const found = await this.lua.readOrder(store, id);
    if (found.hasLapsed) await this.sweep.endLapsed(store);
    return executedOrder(found);
  }

  async list(store: string, { limit, cursor, ...query }: OrderQuery): Promise<Page<Order>> {
    const wanted = { customerId: query.customerId, state: query.state, ...spanOf(query) };
    const escaped = prefixOf(query).replace(/[.~]/g, '\\$&');
    const place = decodeCursor(cursor, new RegExp(`^${escaped}/\\d{13}/[\\w@.:~-]+$`));
    const list: Page<Order> = { items: [], nextCursor: place || null };
    let left = limit;
    do {
      const from = { ...wanted, cursor: list.nextCursor ?? undefined, limit: left };
      const page = valueOf(await this.lua.listOrders(store, from), orderRefusals);
      if (page.hasLapsed) await this.sweep.endLapsed(store);
      list.items.push(...page.items);
      if (page.unreadable) (list.unreadable ??= []).push(...page.unreadable);
      list.nextCursor = page.nextCursor;
      left = limit - list.items.length - (list.unreadable?.length ?? 0);
    } while (left > 0 && list.nextCursor !== null);
    return { ...list, nextCursor: list.nextCursor && encodeCursor(list.nextCursor) };
  }
}

/** The prefix of the members of the index that a list is read from. */
function prefixOf({ customerId, state }: Pick<OrderQuery, 'customerId' | 'state'>): string {
  if (customerId !== undefined) return state === undefined ? `c/${customerId}` : `x/${state}/${customerId}`;
  return state === undefined ? 'a' : `s/${state}`;
}

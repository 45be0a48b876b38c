import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, Executed, invalid, Page, Problem, valueOf } from '../platform/http';
import { CancelBody, Order, OrderQuery } from './dto/order.dto';
import { executedOrder, OrderResult } from './order-result';
import { orderRefusals } from './orders.errors';
import { OrderCall, OrdersLua } from './orders.lua';

/** A cancellation, which may move money. */
export interface CancellationCall extends OrderCall {
  /** The refusal of a caller who may not move money. */
  unableToPay?: Problem;
}

@Injectable()
export class OrdersService {
  constructor(private readonly lua: OrdersLua) {}

  async fulfil(call: OrderCall): Promise<Executed<Order>> {
    return executedOrder(await this.lua.fulfil(call));
  }

  /** Whether something would be refunded, only the script can tell; a replay tells it of an order that was. */
  async cancel({ unableToPay, ...call }: CancellationCall, body: CancelBody): Promise<Executed<Order>> {
    const result = await this.lua.cancel(call, body, unableToPay === undefined);
    const refunds = result.ok ? result.value.payment?.refundTransferId : result.code === 'FORBIDDEN';
    if (unableToPay && refunds) throw unableToPay;
    return executedOrder(result as OrderResult<Order>);
  }

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

import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config';
import { Page, readRecords } from '../platform/http';
import { DaysLua } from '../ledger';
import { Operation, Result, ScriptArgs, ScriptRunner, toResult, uuidv7 } from '../platform/redis';
import { Order, PaymentBody } from './dto/order.dto';
import { changedOrder, currentOrder } from './order-record';
import { OrderRefusal } from './orders.errors';

export type OrderResult<T> = Result<T, OrderRefusal>;

/** What any new order has, wherever its lines come from. */
export interface NewOrder {
  id: string;
  customerId: string;
  /** As JSON text. */
  metadata?: string;
  payment?: PaymentBody;
  /** What the customer was shown. */
  expectedTotal?: number;
}

/** The reservation that becomes the order. */
export interface OrderedReservation {
  id: string;
  expectedOwnerId?: string;
}

/** The cart that becomes the order. */
export interface CheckedOutCart {
  id: string;
  ifMatch: string;
}

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

/** The scripts of orders; each method is the script of the same name. */
@Injectable()
export class OrdersLua {
  constructor(
    private readonly scripts: ScriptRunner,
    private readonly days: DaysLua,
    private readonly config: Config,
  ) {}

  async placeOrder(
    operation: Operation,
    store: string,
    order: NewOrder,
    lines: { sku: string; quantity: number }[],
  ): Promise<OrderResult<Order>> {
    const call = { store, operation, args: placingArgs(order), items: lines };
    return toResult(await this.days.run('orders/place-order', call), changedOrder);
  }

  async placeReservedOrder(
    operation: Operation,
    store: string,
    order: NewOrder,
    { id: reservation, expectedOwnerId }: OrderedReservation,
  ): Promise<OrderResult<Order>> {
    const call = {
      store,
      operation,
      ids: { hold: reservation },
      args: { ...placingArgs(order), reservation, expected_owner: expectedOwnerId },
    };
    return toResult(await this.days.run('orders/place-reserved-order', call), changedOrder);
  }

  async checkout(
    operation: Operation,
    store: string,
    order: NewOrder,
    { id: cart, ifMatch }: CheckedOutCart,
  ): Promise<OrderResult<Order>> {
    const args = {
      ...placingArgs(order),
      cart_id: cart,
      if_match: ifMatch,
      ttl_seconds: this.config.CART_TTL_SECONDS,
    };
    return toResult(
      await this.days.run('orders/checkout', { store, operation, ids: { cart }, args }),
      changedOrder,
    );
  }

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

/** The arguments that lua/orders/parts/placing.lua takes; `midnights` comes with DaysLua. */
function placingArgs(order: NewOrder): Omit<ScriptArgs['orders/place-order'], 'midnights'> {
  const { id, customerId, metadata, payment, expectedTotal } = order;
  const paying = { pay_from: payment?.from, pay_to: payment?.to, transfer_id: uuidv7() };
  return { id, customer: customerId, metadata, ...paying, expected_total: expectedTotal };
}

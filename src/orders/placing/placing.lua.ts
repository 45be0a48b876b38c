import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config';
import { DaysLua } from '../../ledger';
import { Operation, ScriptArgs, toResult, uuidv7 } from '../../platform/redis';
import { Order } from '../dto/order.dto';
import { changedOrder } from '../order-record';
import { OrderResult } from '../order-result';
import { NewPayment } from './payment';
import { NewPricing } from './pricing';

/** A new order, wherever its lines come from. */
export interface NewOrder {
  id: string;
  customerId: string;
  /** As JSON text. */
  metadata?: string;
  payment?: NewPayment;
  /** The total that the customer was shown. */
  expectedTotal?: number;
  /** Omit to sell at list prices, without charges. */
  pricing?: NewPricing;
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

/** The scripts that place orders; each method is the script of the same name. */
@Injectable()
export class PlacingLua {
  constructor(
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
      args: { reservation, expected_owner: expectedOwnerId, ...placingArgs(order) },
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
      cart_id: cart,
      if_match: ifMatch,
      ttl_seconds: this.config.CART_TTL_SECONDS,
      ...placingArgs(order),
    };
    return toResult(
      await this.days.run('orders/checkout', { store, operation, ids: { cart }, args }),
      changedOrder,
    );
  }
}

/** The arguments that lua/orders/parts/placing.lua takes; `midnights` comes with DaysLua. */
function placingArgs(order: NewOrder): Omit<ScriptArgs['orders/place-order'], 'midnights'> {
  const { id, customerId, metadata, payment, expectedTotal, pricing = { unpriced: false } } = order;
  const { from, to, legs, ttlSeconds, adopts } = payment ?? {};
  return {
    id,
    customer: customerId,
    metadata,
    pay_from: from,
    pay_to: to,
    pay_legs: legs,
    pay_ttl_seconds: ttlSeconds,
    adopts,
    transfer_id: uuidv7(),
    expected_total: expectedTotal,
    ...pricing,
  };
}

import { Injectable } from '@nestjs/common';
import { Executed, invalid, MissingByScope, Problem } from '../../platform/http';
import { Operation, uuidv7 } from '../../platform/redis';
import { Order } from '../dto/order.dto';
import { metadataOf } from '../metadata';
import { executedOrder } from '../order-result';
import { ORDER_UNPRICED } from '../orders.errors';
import { paymentOf } from './payment';
import { CheckoutBody, OrderBody } from './placing.dto';
import { PlacingLua } from './placing.lua';
import { bringsPrices, pricingOf } from './pricing';

/** A call that may move money. */
export interface PlacingCall {
  operation: Operation;
  store: string;
  /** Refusals of a caller who may not move money, or not bring prices. */
  missing: MissingByScope;
}

/** A call that makes a cart an order. */
export interface CheckoutCall extends PlacingCall {
  /** The cart. */
  id: string;
  /** As the decorator of the same name gives it. */
  ifMatch: string;
}

@Injectable()
export class PlacingService {
  constructor(private readonly lua: PlacingLua) {}

  async place({ operation, store, missing }: PlacingCall, body: OrderBody): Promise<Executed<Order>> {
    requireScopes(missing, body);
    if (body.priced === false) requireNoMoney(body);
    const { id = uuidv7(), customerId, lines, reservationId, expectedOwnerId, expectedTotal } = body;
    const payment = body.payment && paymentOf(body.payment);
    const order = {
      id,
      customerId,
      metadata: metadataOf(body),
      payment,
      expectedTotal,
      pricing: pricingOf(body),
    };
    if (reservationId !== undefined && lines === undefined) {
      const reservation = { id: reservationId, expectedOwnerId };
      return executedOrder(await this.lua.placeReservedOrder(operation, store, order, reservation));
    } else if (lines === undefined || reservationId !== undefined) {
      throw invalid([{ pointer: '/lines', detail: 'exactly one of lines and reservationId must be given' }]);
    } else if (expectedOwnerId !== undefined) {
      const detail = 'expectedOwnerId is about a reservation; it may only be given with reservationId';
      throw invalid([{ pointer: '/expectedOwnerId', detail }]);
    }
    return executedOrder(await this.lua.placeOrder(operation, store, order, lines));
  }

  async checkOut(
    { operation, store, id: cart, ifMatch, missing }: CheckoutCall,
    body: CheckoutBody,
  ): Promise<Executed<Order>> {
    requireScopes(missing, body);
    const { orderId: id = uuidv7(), customerId, expectedTotal } = body;
    const payment = body.payment && paymentOf(body.payment);
    const pricing = pricingOf(body);
    const order = { id, customerId, metadata: metadataOf(body), payment, expectedTotal, pricing };
    return executedOrder(await this.lua.checkout(operation, store, order, { id: cart, ifMatch }));
  }
}

/** Refuses a caller who has not the scopes that this very call needs. */
function requireScopes(missing: MissingByScope, body: OrderBody | CheckoutBody): void {
  const refusal =
    (body.payment && missing['ledger:write']) ?? (bringsPrices(body) ? missing['orders:price'] : undefined);
  if (refusal) throw refusal();
}

/** Refuses what says something of money in an order that has no prices. */
function requireNoMoney(body: OrderBody): void {
  const { payment, expectedTotal, expectedLines, charges } = body;
  const given = Object.entries({
    payment,
    expectedTotal,
    expectedLines,
    charges: charges?.length ? charges : undefined,
  })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name);
  if (bringsPrices(body)) given.push('unitPrice');
  if (given.length === 0) return;
  const detail = `An order without prices has no total, so that it cannot have ${given.join(', ')}.`;
  throw new Problem(ORDER_UNPRICED, detail, { members: given });
}

import { Injectable } from '@nestjs/common';
import { Executed, invalid, Problem } from '../../platform/http';
import { Operation, uuidv7 } from '../../platform/redis';
import { Order } from '../dto/order.dto';
import { metadataOf } from '../metadata';
import { executedOrder } from '../order-result';
import { paymentOf } from './payment';
import { CheckoutBody, OrderBody } from './placing.dto';
import { PlacingLua } from './placing.lua';

/** A call that may move money. */
export interface PlacingCall {
  operation: Operation;
  store: string;
  /** The refusal of a caller who may not move money. */
  unableToPay?: Problem;
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

  async place({ operation, store, unableToPay }: PlacingCall, body: OrderBody): Promise<Executed<Order>> {
    if (body.payment && unableToPay) throw unableToPay;
    const { id = uuidv7(), customerId, lines, reservationId, expectedOwnerId, expectedTotal } = body;
    const payment = body.payment && paymentOf(body.payment);
    const order = { id, customerId, metadata: metadataOf(body), payment, expectedTotal };
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
    { operation, store, id: cart, ifMatch, unableToPay }: CheckoutCall,
    body: CheckoutBody,
  ): Promise<Executed<Order>> {
    if (body.payment && unableToPay) throw unableToPay;
    const { orderId: id = uuidv7(), customerId, expectedTotal } = body;
    const payment = body.payment && paymentOf(body.payment);
    const order = { id, customerId, payment, expectedTotal };
    return executedOrder(await this.lua.checkout(operation, store, order, { id: cart, ifMatch }));
  }
}

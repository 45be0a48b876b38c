import { Injectable } from '@nestjs/common';
import {
  decodeCursor,
  encodeCursor,
  Executed,
  invalid,
  obstaclesOf,
  Page,
  Problem,
  valueOf,
} from '../platform/http';
import { Operation, uuidv7 } from '../platform/redis';
import { CancelBody, CheckoutBody, Order, OrderBody, OrderQuery } from './dto/order.dto';
import { membersOf, orderRefusals } from './orders.errors';
import { OrderCall, OrderResult, OrdersLua } from './orders.lua';

const MAX_METADATA_CHARACTERS = 4096;

/** A call that may move money. */
export interface PlacingCall {
  operation: Operation;
  store: string;
  /** The refusal of a caller who may not. */
  unableToPay?: Problem;
}

@Injectable()
export class OrdersService {
  constructor(private readonly lua: OrdersLua) {}

  async place({ operation, store, unableToPay }: PlacingCall, body: OrderBody): Promise<Executed<Order>> {
    if (body.payment && unableToPay) throw unableToPay;
    const { id = uuidv7(), customerId, lines, reservationId, expectedOwnerId, payment, expectedTotal } = body;
    const order = { id, customerId, metadata: metadataOf(body), payment, expectedTotal };
    if (reservationId !== undefined && lines === undefined) {
      const reservation = { id: reservationId, expectedOwnerId };
      return executed(await this.lua.placeReservedOrder(operation, store, order, reservation));
    } else if (lines === undefined || reservationId !== undefined) {
      throw invalid([{ pointer: '/lines', detail: 'exactly one of lines and reservationId must be given' }]);
    } else if (expectedOwnerId !== undefined) {
      const detail = 'expectedOwnerId is about a reservation; it may only be given with reservationId';
      throw invalid([{ pointer: '/expectedOwnerId', detail }]);
    }
    return executed(await this.lua.placeOrder(operation, store, order, lines));
  }

  async checkOut(
    { operation, store, id: cart, ifMatch, unableToPay }: OrderCall & PlacingCall,
    body: CheckoutBody,
  ): Promise<Executed<Order>> {
    if (body.payment && unableToPay) throw unableToPay;
    const { orderId: id = uuidv7(), customerId, expectedTotal, payment } = body;
    const order = { id, customerId, payment, expectedTotal };
    return executed(await this.lua.checkout(operation, store, order, { id: cart, ifMatch }));
  }

  async fulfil(call: OrderCall): Promise<Executed<Order>> {
    return executed(await this.lua.fulfil(call));
  }

  /** Whether something would be refunded, only the script can tell; a replay tells it of an order that was. */
  async cancel(
    { unableToPay, ...call }: OrderCall & PlacingCall,
    body: CancelBody,
  ): Promise<Executed<Order>> {
    const result = await this.lua.cancel(call, body, unableToPay === undefined);
    const refunds = result.ok ? result.value.payment?.refundTransferId : result.code === 'FORBIDDEN';
    if (unableToPay && refunds) throw unableToPay;
    return executed(result as OrderResult<Order>);
  }

  async get(store: string, id: string): Promise<Executed<Order>> {
    return executed(await this.lua.readOrder(store, id));
  }

  async list(store: string, query: OrderQuery): Promise<Page<Order>> {
    const prefix = prefixOf(query);
    const escaped = prefix.replace(/[.~]/g, '\\$&');
    const cursor = decodeCursor(query.cursor, new RegExp(`^${escaped}/\\d{13}/[\\w@.:~-]+$`));
    const page = valueOf(await this.lua.listOrders(store, prefix, cursor, query.limit), orderRefusals);
    return { ...page, nextCursor: page.nextCursor && encodeCursor(page.nextCursor) };
  }
}

function executed(result: OrderResult<Order>): Executed<Order> {
  if (!result.ok) throw obstaclesOf(result.code, result.values, orderRefusals, membersOf);
  return new Executed(result.value, result.replayed, undefined, result.value.version);
}

function metadataOf({ metadata }: OrderBody): string | undefined {
  const text = metadata && JSON.stringify(metadata);
  if (text && text.length > MAX_METADATA_CHARACTERS) {
    throw invalid([
      { pointer: '/metadata', detail: `metadata must be at most ${MAX_METADATA_CHARACTERS} characters` },
    ]);
  }
  return text;
}

function prefixOf({ customerId, state }: OrderQuery): string {
  if (customerId !== undefined && state !== undefined) {
    throw invalid([{ pointer: '?state', detail: 'at most one of customerId and state may be given' }]);
  }
  if (customerId !== undefined) return `c/${customerId}`;
  return state === undefined ? 'a' : `s/${state}`;
}

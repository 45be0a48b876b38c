import { ApiProperty } from '@nestjs/swagger';
import { IsId, IsOneOf, ListPage, Optional, SpanQuery, StorePath } from '../../platform/http';
import { Cancellation, Fulfilment, Refund, Return } from './order-changes.dto';

export const ORDER_STATES = [
  'authorised',
  'placed',
  'partially_fulfilled',
  'fulfilled',
  'cancelled',
  'expired',
] as const;
export const PRICE_SOURCES = ['list', 'caller'] as const;
export const CHARGE_TYPES = ['shipping', 'tax', 'discount', 'fee', 'tip'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export class OrderPath extends StorePath {
  /**
   * The `id` that *placeOrder* or *checkOut* answered with.
   * @example "order-1"
   */
  @IsId()
  id: string;
}

export class OrderLine {
  /** @example "TEE-M" */
  sku: string;
  quantity: number;
  /** The price of a unit when the order was placed, in minor units; null where the order was placed without prices. */
  unitPrice: number | null;
  lineTotal: number | null;
  /** Who set the price: the price `list`, or the `caller`; null where there is none. */
  @ApiProperty({ enum: PRICE_SOURCES, nullable: true, type: String })
  priceSource: (typeof PRICE_SOURCES)[number] | null;
  /** Units that are neither fulfilled nor cancelled; `quantity` is the sum of the three. */
  open: number;
  fulfilled: number;
  cancelled: number;
  /** Fulfilled units that came back. */
  returned: number;
}

export class Charge {
  @ApiProperty({ enum: CHARGE_TYPES })
  type: (typeof CHARGE_TYPES)[number];
  /** A code of the caller, such as that of a voucher; absent where none was given. */
  code?: string;
  /** In minor units; below zero for a discount. */
  amount: number;
  /** The SKU that it is for; absent where it is for the whole order. */
  sku?: string;
}

export class OrderLeg {
  /** The account that is paid. */
  to: string;
  /** In minor units. */
  amount: number;
  /** The transfer of the ledger that pays it; null where its amount is 0. */
  transferId: string | null;
}

export class OrderPayment {
  from: string;
  /** The account that was paid; absent where the payment has legs. */
  to?: string;
  /** The transfer of the ledger that paid; null where the total was 0, absent where the payment has legs. */
  transferId?: string | null;
  /** The legs of a payment that was placed with them, which come to the total. */
  legs?: OrderLeg[];
  /** The group of the ledger that their transfers belong to; null where none moves money. */
  groupId?: string | null;
  /** The transfer that refunded the payment, or the last part of it, of legs the first; absent where nothing was refunded. */
  refundTransferId?: string;
}

export class Order {
  /** @example "order-1" */
  id: string;
  /**
   * `placed` while nothing is fulfilled, `partially_fulfilled` while something is open still; then `fulfilled`, or
   * `cancelled` where nothing was fulfilled.
   */
  @ApiProperty({ enum: ORDER_STATES })
  state: OrderState;
  customerId: string;
  lines: OrderLine[];
  charges: Charge[];
  /** The sum of all quantities. */
  units: number;
  /** In minor units, with the charges; null where the order was placed without prices. */
  total: number | null;
  /** @example "USD" */
  currency: string;
  /** The reservation that became this order. */
  reservationId: string | null;
  payment: OrderPayment | null;
  /** Minor units that went back by this order; null where a release before 1.1 refunded it and did not keep how many. */
  refunded: number | null;
  fulfilments: Fulfilment[];
  cancellations: Cancellation[];
  returns: Return[];
  refunds: Refund[];
  /** Counted up by each change, from 1 on; the ETag has it too, for If-Match. */
  version: number;
  /** @example "2026-01-01T00:00:00.000Z" */
  createdAt: string;
  /** @example "2026-01-01T00:00:00.000Z" */
  updatedAt: string;
  /**
   * The deadline by which an authorised order is captured; one that is not is expired from then on. Absent where it was
   * placed at once.
   */
  expiresAt?: string;
  /** The reason of the cancellation that left nothing of the order; absent where none was given. */
  cancelReason?: string;
  metadata?: Record<string, unknown>;
}

export class OrderPage extends ListPage {
  items: Order[];
}

/** Times are those of the orders' creation. */
export class OrderQuery extends SpanQuery {
  /** The customer whose orders are listed. Omit to list those of all. */
  @Optional()
  @IsId()
  customerId?: string;

  /** The state of the orders that are listed. Omit to list those in any. */
  @Optional()
  @IsOneOf(ORDER_STATES)
  state?: OrderState;
}

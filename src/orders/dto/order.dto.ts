import { IsBoolean } from 'class-validator';
import { IsId, IsOneOf, IsReference, ListPage, Optional, PageQuery, StorePath } from '../../platform/http';

export const ORDER_STATES = ['placed', 'fulfilled', 'cancelled'] as const;
export const REFUNDS = ['full', 'none'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export class OrderPath extends StorePath {
  /** The `id` that *placeOrder* or *checkOut* answered with. */
  @IsId()
  id: string;
}

export class CancelBody {
  /** The reason, for people. Omit to give none. */
  @Optional()
  @IsReference()
  reason?: string;

  /**
   * The part of the payment that goes back: `full` refunds all that has not been refunded yet. `none` moves no money,
   * so that it also works where the account that was paid is empty, frozen or closed.
   */
  @Optional()
  @IsOneOf(REFUNDS)
  refund?: (typeof REFUNDS)[number] = 'full';

  /** Whether the units are on hand again. `false` writes them off: they are no longer sold, and do not come back. */
  @Optional()
  @IsBoolean()
  restock?: boolean = true;
}

export class OrderLine {
  /** @example "TEE-M" */
  sku: string;
  quantity: number;
  /** The price of a unit when the order was placed, in minor units. */
  unitPrice: number;
  lineTotal: number;
}

export class OrderPayment {
  from: string;
  to: string;
  /** The transfer of the ledger that paid; null where the total was 0. */
  transferId: string | null;
  /** The transfer that refunded the payment on cancellation; absent where nothing was refunded. */
  refundTransferId?: string;
}

export class Order {
  /** @example "order-1" */
  id: string;
  state: OrderState;
  customerId: string;
  lines: OrderLine[];
  /** The sum of all quantities. */
  units: number;
  /** In minor units. */
  total: number;
  /** @example "USD" */
  currency: string;
  /** The reservation that became this order. */
  reservationId: string | null;
  payment: OrderPayment | null;
  /** 1 when it is placed, 2 once it is fulfilled or cancelled; the ETag has it too, for If-Match. */
  version: number;
  /** @example "2026-01-01T00:00:00.000Z" */
  createdAt: string;
  /** @example "2026-01-01T00:00:00.000Z" */
  updatedAt: string;
  /** The reason of the cancellation; absent where none was given. */
  cancelReason?: string;
  metadata?: Record<string, unknown>;
}

export class OrderPage extends ListPage {
  items: Order[];
}

/** At most one of customerId and state. */
export class OrderQuery extends PageQuery {
  /** The customer whose orders are listed; at most one of customerId and state may be given. Omit to list all. */
  @Optional()
  @IsId()
  customerId?: string;

  /** The state of the orders that are listed. Omit to list all. */
  @Optional()
  @IsOneOf(ORDER_STATES)
  state?: OrderState;
}

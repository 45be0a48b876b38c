import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsObject, ValidateNested } from 'class-validator';
import {
  IsId,
  IsListOf,
  IsOneOf,
  IsReference,
  IsWhole,
  ListPage,
  Optional,
  PageQuery,
  StorePath,
} from '../../platform/http';
import { Line } from '../../inventory';

export const ORDER_STATES = ['placed', 'fulfilled', 'cancelled'] as const;
export const REFUNDS = ['full', 'none'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export class OrderPath extends StorePath {
  /** The `id` that *placeOrder* or *checkOut* answered with. */
  @IsId()
  id: string;
}

/** The cart that is checked out. */
export class CheckoutPath extends StorePath {
  /** @example "cart-1" */
  @IsId()
  id: string;
}

export class PaymentBody {
  /**
   * The account that pays; `@world` for money from outside.
   * @example "ann"
   */
  @IsId()
  from: string;

  /**
   * The account that is paid.
   * @example "shop"
   */
  @IsId()
  to: string;
}

/** An optional payment in a body. */
const Payment = (): PropertyDecorator => (target, name) => {
  ApiProperty({ type: PaymentBody, required: false })(target, name);
  Optional()(target, name);
  IsObject()(target, name);
  ValidateNested()(target, name);
  Type(() => PaymentBody)(target, name);
};

export class OrderBody {
  /**
   * Whose order it is, to list by.
   * @example "ann"
   */
  @IsId()
  customerId: string;

  /** 1 to 100 lines; quantities of a repeated SKU add up. Either these or `reservationId`. */
  @ApiProperty({ example: [{ sku: 'TEE-M', quantity: 1 }] })
  @Optional()
  @IsListOf(Line, 100)
  lines?: Line[];

  /** A reservation that becomes the sale, whole. */
  @Optional()
  @IsId()
  reservationId?: string;

  /** Whose reservation it should be; refused with OWNER_MISMATCH where it is another's. Only with `reservationId`. */
  @Optional()
  @IsId()
  expectedOwnerId?: string;

  /** The total that the customer was shown; refused with TOTAL_CHANGED where it is another by now. */
  @Optional()
  @IsWhole(0)
  expectedTotal?: number;

  /** The order's id, never used before; without one the server makes a UUIDv7. */
  @Optional()
  @IsId()
  id?: string;

  /** Pays the total in the same breath; without it the order is paid elsewhere. A total of 0 moves no money. */
  @Payment()
  payment?: PaymentBody;

  /** Any JSON object of up to 4096 characters, kept as it is. */
  @Optional()
  @Transform(({ obj }: { obj: OrderBody }) => obj.metadata)
  @IsObject()
  metadata?: Record<string, unknown>;
}

export class CheckoutBody {
  /**
   * Whose order it becomes.
   * @example "ann"
   */
  @IsId()
  customerId: string;

  /** The order's id, never used before; without one the server makes a UUIDv7. */
  @Optional()
  @IsId()
  orderId?: string;

  /** The total that the customer was shown; refused with TOTAL_CHANGED where it is another by now. */
  @Optional()
  @IsWhole(0)
  expectedTotal?: number;

  /** Pays the total in the same breath; without it the order is paid elsewhere. A total of 0 moves no money. */
  @Payment()
  payment?: PaymentBody;
}

export class CancelBody {
  /** Why, for people. */
  @Optional()
  @IsReference()
  reason?: string;

  /**
   * How much of the payment goes back: `full` is all that has not been given back yet. `none` moves no money, so that
   * it also works where the account that was paid is empty, frozen or closed.
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
  /** When the order was placed, in minor units. */
  unitPrice: number;
  lineTotal: number;
}

export class OrderPayment {
  from: string;
  to: string;
  /** Of the ledger; null where the total was 0. */
  transferId: string | null;
  /** The transfer that gave back, on cancellation, what had not been given back before; absent with `refund: "none"`. */
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
  /** Why it was cancelled, if that was said. */
  cancelReason?: string;
  metadata?: Record<string, unknown>;
}

export class OrderPage extends ListPage {
  items: Order[];
}

/** At most one of customerId and state. */
export class OrderQuery extends PageQuery {
  /** Only those of this customer; at most one of customerId and state may be given. */
  @Optional()
  @IsId()
  customerId?: string;

  /** Only those in this state. */
  @Optional()
  @IsOneOf(ORDER_STATES)
  state?: OrderState;
}

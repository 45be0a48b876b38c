import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsObject } from 'class-validator';
import { IsId, IsListOf, IsWhole, Optional, StorePath } from '../../platform/http';
import { Payment, PaymentBody } from './payment.dto';
import { ChargeBody, OrderedLine, PricedSku } from './pricing.dto';

/** The cart that is checked out. */
export class CheckoutPath extends StorePath {
  /** @example "cart-1" */
  @IsId()
  id: string;
}

export class OrderBody {
  /**
   * The customer who orders, to list orders by.
   * @example "ann"
   */
  @IsId()
  customerId: string;

  /** 1 to 100 lines; quantities of a repeated SKU add up. Omit to order a reservation by `reservationId`. */
  @ApiProperty({ example: [{ sku: 'TEE-M', quantity: 1 }] })
  @Optional()
  @IsListOf(OrderedLine, 100)
  lines?: OrderedLine[];

  /** A reservation that becomes the order, whole. Omit to order `lines`. */
  @Optional()
  @IsId()
  reservationId?: string;

  /**
   * The owner that the reservation must have; another one is refused with OWNER_MISMATCH. Only with `reservationId`.
   * Omit to order it whoever owns it.
   */
  @Optional()
  @IsId()
  expectedOwnerId?: string;

  /**
   * The total that the customer was shown; refused with TOTAL_CHANGED where it is another by now. Omit to accept any
   * total.
   */
  @Optional()
  @IsWhole(0)
  expectedTotal?: number;

  /** Up to 50 charges, which the total includes. Omit to charge nothing else. */
  @Optional()
  @IsListOf(ChargeBody, 50, 0)
  charges?: ChargeBody[];

  /**
   * All prices that the customer was shown; refused with TOTAL_CHANGED where one is another by now, or one is missing
   * here. Omit to accept any.
   */
  @Optional()
  @IsListOf(PricedSku, 100)
  expectedLines?: PricedSku[];

  /** The order's id, never used before. Omit to have the server make a UUIDv7. */
  @Optional()
  @IsId()
  id?: string;

  /** Pays the total in the same step. Omit where the order is paid elsewhere. A total of 0 moves no money. */
  @Payment()
  payment?: PaymentBody;

  /**
   * Whether the order has prices. `false` needs none: `unitPrice`, `lineTotal` and `total` are null, and nothing about
   * money may be given (ORDER_UNPRICED).
   */
  @Optional()
  @IsBoolean()
  priced?: boolean = true;

  /** Any JSON object of up to 4096 characters, kept as it is. Omit to keep none. */
  @Optional()
  @Transform(({ obj }: { obj: OrderBody }) => obj.metadata)
  @IsObject()
  metadata?: Record<string, unknown>;
}

export class CheckoutBody {
  /**
   * The customer who orders, to list orders by.
   * @example "ann"
   */
  @IsId()
  customerId: string;

  /** The order's id, never used before. Omit to have the server make a UUIDv7. */
  @Optional()
  @IsId()
  orderId?: string;

  /**
   * The total that the customer was shown; refused with TOTAL_CHANGED where it is another by now. Omit to accept any
   * total.
   */
  @Optional()
  @IsWhole(0)
  expectedTotal?: number;

  /** Up to 50 charges, which the total includes. Omit to charge nothing else. */
  @Optional()
  @IsListOf(ChargeBody, 50, 0)
  charges?: ChargeBody[];

  /**
   * All prices that the customer was shown; refused with TOTAL_CHANGED where one is another by now, or one is missing
   * here. Omit to accept any.
   */
  @Optional()
  @IsListOf(PricedSku, 100)
  expectedLines?: PricedSku[];

  /** Pays the total in the same step. Omit where the order is paid elsewhere. A total of 0 moves no money. */
  @Payment()
  payment?: PaymentBody;

  /** Prices of the caller, in place of those of the list. Omit to sell at list prices. */
  @Optional()
  @IsListOf(PricedSku, 100)
  prices?: PricedSku[];

  /** Any JSON object of up to 4096 characters, kept as it is. Omit to keep none. */
  @Optional()
  @Transform(({ obj }: { obj: CheckoutBody }) => obj.metadata)
  @IsObject()
  metadata?: Record<string, unknown>;
}

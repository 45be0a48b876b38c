import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsObject } from 'class-validator';
import { IsId, IsListOf, IsWhole, Optional, StorePath } from '../../platform/http';
import { Line } from '../../inventory';
import { Payment, PaymentBody } from './payment.dto';

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
  @IsListOf(Line, 100)
  lines?: Line[];

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

  /** The order's id, never used before. Omit to have the server make a UUIDv7. */
  @Optional()
  @IsId()
  id?: string;

  /** Pays the total in the same step. Omit where the order is paid elsewhere. A total of 0 moves no money. */
  @Payment()
  payment?: PaymentBody;

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

  /** Pays the total in the same step. Omit where the order is paid elsewhere. A total of 0 moves no money. */
  @Payment()
  payment?: PaymentBody;
}

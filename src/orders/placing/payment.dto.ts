import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { Equals, IsObject, ValidateNested } from 'class-validator';
import { IsId, IsListOf, IsQuantity, IsWhole, Optional } from '../../platform/http';

/** Basis points of the whole. */
export const WHOLE_BPS = 10_000;

const MAX_TTL_SECONDS = 2_592_000;

export class LegBody {
  /**
   * The account that is paid; two legs may pay one account.
   * @example "shop"
   */
  @IsId()
  to: string;

  /** An amount in minor units. Exactly one of amount, shareBps and rest must be given. */
  @Optional()
  @IsQuantity()
  amount?: number;

  /**
   * A share of the total, in basis points: 10000 is all of it. Shares are rounded among themselves, so that the largest
   * remainders get the units that are left over.
   */
  @Optional()
  @IsWhole(1, WHOLE_BPS)
  shareBps?: number;

  /** The leg takes all that the others leave. At most one leg may. */
  @ApiProperty({ type: Boolean, enum: [true], required: false })
  @Optional()
  @Equals(true)
  rest?: true;
}

export class AuthoriseBody {
  /**
   * Seconds until which the order may be captured: up to 30 days.
   * @example 900
   */
  @IsWhole(1, MAX_TTL_SECONDS)
  ttlSeconds: number;
}

export class PaymentBody {
  /**
   * The account that pays; `@world` for money from outside. Omit only with `transferId`, which is compared with it.
   * @example "ann"
   */
  @Optional()
  @IsId()
  from?: string;

  /**
   * The account that is paid. Omit where `legs` or `transferId` are given.
   * @example "shop"
   */
  @Optional()
  @IsId()
  to?: string;

  /**
   * The total in 1 to 10 parts, to several accounts. They must come to the total to the unit; the limits of the payer
   * count it once. Omit to pay `to` all of it.
   */
  @Optional()
  @IsListOf(LegBody, 10)
  legs?: LegBody[];

  /**
   * Holds the money until the order is captured: it is `authorised`, and `expired` at the deadline. Omit to pay at once.
   */
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => AuthoriseBody)
  authorise?: AuthoriseBody;

  /**
   * A pending transfer of the total, which the order takes over: it is `authorised` until the deadline of the transfer.
   * Only with `from`. Omit to make new transfers.
   */
  @Optional()
  @IsId()
  transferId?: string;
}

/** An optional payment in a body. */
export const Payment = (): PropertyDecorator => (target, name) => {
  ApiProperty({ type: PaymentBody, required: false })(target, name);
  Optional()(target, name);
  IsObject()(target, name);
  ValidateNested()(target, name);
  Type(() => PaymentBody)(target, name);
};

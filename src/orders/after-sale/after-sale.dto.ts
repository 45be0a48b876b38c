import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsObject, ValidateBy } from 'class-validator';
import { IsId, IsListOf, IsQuantity, IsReference, MAX_INTEGER, Optional } from '../../platform/http';
import { Line } from '../../inventory';
import { RefundedAmount, REFUNDS } from '../dto/order-changes.dto';

export type RefundAsked = (typeof REFUNDS)[number] | RefundedAmount;

/** An optional refund in a body. */
const Refunds = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      oneOf: [
        { type: 'string', enum: [...REFUNDS] },
        {
          type: 'object',
          properties: { amount: { type: 'integer', minimum: 1, maximum: MAX_INTEGER } },
          required: ['amount'],
          additionalProperties: false,
        },
      ],
      default: 'full',
    }),
    ValidateBy({
      name: 'isRefund',
      validator: {
        validate: isRefund,
        defaultMessage: () => `$property must be full, none or {amount: 1 to ${MAX_INTEGER}}`,
      },
    }),
    Optional('full'),
  );

function isRefund(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return REFUNDS.some((word) => word === value);
  const { amount, ...others } = value as Record<string, unknown>;
  return Number.isSafeInteger(amount) && Number(amount) > 0 && Object.keys(others).length === 0;
}

class GivingBackBody {
  /** The reason, for people. Omit to give none. */
  @Optional()
  @IsReference()
  reason?: string;

  /**
   * The part of the payment that goes back. `full` is that of these units, as far as it is left; the last units of an
   * order of which nothing was fulfilled bring the charges. `none` moves no money, so that it also works where the
   * account that was paid is empty, frozen or closed. Omit to refund `full`.
   */
  @Refunds()
  refund?: RefundAsked = 'full';

  /** Whether the units are on hand again. `false` writes them off: they are no longer sold, and do not come back. */
  @Optional()
  @IsBoolean()
  restock?: boolean = true;
}

export class CancelBody extends GivingBackBody {}

export class CancellationBody extends GivingBackBody {
  /** Units to cancel; quantities of a repeated SKU add up. Omit to cancel all that are open. */
  @Optional()
  @IsListOf(Line, 100)
  lines?: Line[];

  /** The cancellation's id, never used before in this order. Omit to have the server make a UUIDv7. */
  @Optional()
  @IsId()
  id?: string;
}

export class ReturnBody extends GivingBackBody {
  /** Fulfilled units that came back; quantities of a repeated SKU add up. */
  @IsListOf(Line, 100)
  lines: Line[];

  /** The return's id, never used before in this order. Omit to have the server make a UUIDv7. */
  @Optional()
  @IsId()
  id?: string;
}

export class FulfilmentBody {
  /** Units that were handed over; quantities of a repeated SKU add up. Omit to fulfil all that are open. */
  @Optional()
  @IsListOf(Line, 100)
  lines?: Line[];

  /** Free text, such as the number of a parcel. Omit to give none. */
  @Optional()
  @IsReference()
  reference?: string;

  /** Any JSON object of up to 4096 characters, kept as it is. Omit to keep none. */
  @Optional()
  @Transform(({ obj }: { obj: FulfilmentBody }) => obj.metadata)
  @IsObject()
  metadata?: Record<string, unknown>;

  /** The fulfilment's id, never used before in this order. Omit to have the server make a UUIDv7. */
  @Optional()
  @IsId()
  id?: string;
}

export class RefundBody {
  /**
   * Minor units; at most what was paid and has not gone back yet.
   * @example 500
   */
  @IsQuantity()
  amount: number;

  /** The reason, for people. Omit to give none. */
  @Optional()
  @IsReference()
  reason?: string;

  /** The refund's id, never used before in this order. Omit to have the server make a UUIDv7. */
  @Optional()
  @IsId()
  id?: string;
}

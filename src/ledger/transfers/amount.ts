import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { MAX_INTEGER } from '../../platform/http';

/** As much as is available, at most so many minor units. */
export interface UpTo {
  upTo: number;
}

export type Amount = number | UpTo;

const QUANTITY = { type: 'integer', minimum: 1, maximum: MAX_INTEGER };

/** An amount, or the most that it may be. */
export const IsAmount = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      oneOf: [
        QUANTITY,
        { type: 'object', properties: { upTo: QUANTITY }, required: ['upTo'], additionalProperties: false },
      ],
    }),
    ValidateBy({
      name: 'isAmount',
      validator: {
        validate: isAmount,
        defaultMessage: () => `$property must be a whole number from 1 to ${MAX_INTEGER}, or {upTo} with one`,
      },
    }),
  );

function isAmount(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return isQuantity(value);
  const { upTo, ...others } = value as Record<string, unknown>;
  return isQuantity(upTo) && Object.keys(others).length === 0;
}

function isQuantity(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

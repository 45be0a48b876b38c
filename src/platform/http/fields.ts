import { applyDecorators, Type as Class } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

// Each of these also says its limits in the OpenAPI document, which lists fields in the order of their ApiProperty.

/** 2^53 − 1: JSON numbers are exact up to here. */
export const MAX_INTEGER = Number.MAX_SAFE_INTEGER;

/** Syntax of an id or a SKU. */
export const ID = /^[A-Za-z0-9@][A-Za-z0-9@._:~-]{0,127}$/;

/** May be left out; null is the same as left out, also where that means a default. */
export const Optional = (byDefault?: string | number | boolean): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional(),
    IsOptional(),
    Transform(({ value }: { value: unknown }) => value ?? byDefault),
  );

/** Instead of @Optional(), in a patch: null takes the value away, and to leave it out keeps it. */
export const Clearable = (): PropertyDecorator =>
  applyDecorators(ApiPropertyOptional({ nullable: true }), IsOptional());

/** Instead of @Optional(), last of all so that it is asked first: exactly one of the two must be given. */
export const EitherThisOr = (other: string): PropertyDecorator => {
  const isGiven = (body: object): boolean => (body as Record<string, unknown>)[other] !== undefined;
  return applyDecorators(
    ApiPropertyOptional(),
    Transform(({ value }: { value: unknown }) => value ?? undefined),
    ValidateIf((body: object, value: unknown) => value !== undefined || !isGiven(body)),
    ValidateBy({
      name: 'isTheOnlyOne',
      validator: {
        validate: (value, told) => value !== undefined && !isGiven(told!.object),
        defaultMessage: () => `exactly one of $property and ${other} must be given`,
      },
    }),
  );
};

/** A SKU or an id: 1 to 128 of A–Z a–z 0–9 @ . _ : ~ -, beginning with a letter, a digit or @. */
export const IsId = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ pattern: ID.source }),
    IsString(),
    Matches(ID, {
      message: '$property must be 1 to 128 of A-Z a-z 0-9 @ . _ : ~ -, beginning with a letter, a digit or @',
    }),
  );

/** A count of units or of minor units: a whole number from 1 to 2^53 − 1. */
export const IsQuantity = (): PropertyDecorator => IsWhole(1);

/** A whole number from `least` to `most`. */
export const IsWhole = (least: number, most = MAX_INTEGER): PropertyDecorator => {
  const message = `$property must be a whole number from ${least} to ${most}`;
  return applyDecorators(
    ApiProperty({ minimum: least, maximum: most }),
    IsInt({ message }),
    Min(least, { message }),
    Max(most, { message }),
  );
};

/** Free text for people, of 1 to 255 characters without control characters. */
export const IsReference = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ minLength: 1, maxLength: 255 }),
    IsString(),
    MaxLength(255),
    Matches(/^[^\p{Cc}\p{Cs}]+$/u, { message: '$property must be text without control characters' }),
  );

/** One of these words. */
export const IsOneOf = (words: readonly string[]): PropertyDecorator =>
  applyDecorators(ApiProperty({ enum: words }), IsIn(words));

/** A list of 1, or `least`, to `most` items of this shape. */
export const IsListOf = (item: Class, most: number, least = 1): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: [item], minItems: least, maxItems: most }),
    IsArray(),
    ArrayMinSize(least),
    ArrayMaxSize(most),
    ValidateNested({ each: true }),
    Type(() => item),
  );

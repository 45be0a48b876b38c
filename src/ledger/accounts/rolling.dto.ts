import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, ValidateBy, ValidateNested } from 'class-validator';
import { IsWhole, Optional } from '../../platform/http';

/** The most that may go out of an account within so many hours; at least one of amount and count. */
export class RollingLimit {
  /**
   * How long the window is. It may be longer by a sixtieth, and is never shorter.
   * @example 24
   */
  @IsWhole(1, 8760)
  hours: number;

  /**
   * The most that may go out within them, in minor units. Omit, or send null, for no limit.
   * @example 50000
   */
  @ApiPropertyOptional({ nullable: true })
  @Optional()
  @IsWhole(0)
  amount?: number;

  /**
   * How many transfers may go out within them. Omit, or send null, for no limit.
   * @example 10
   */
  @ApiPropertyOptional({ nullable: true })
  @Optional()
  @IsWhole(0)
  count?: number;
}

export const MAX_ROLLING_LIMITS = 5;

/** Up to 5, each of other hours, and each with an amount or a count. */
export const IsRolling = (): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(MAX_ROLLING_LIMITS),
    ArrayUnique(({ hours }: RollingLimit) => hours, { message: 'each of $property must have other hours' }),
    LimitsSomething(),
    ValidateNested({ each: true }),
    Type(() => RollingLimit),
  );

const LimitsSomething = (): PropertyDecorator =>
  ValidateBy({
    name: 'limitsSomething',
    validator: {
      validate: (all: unknown) =>
        Array.isArray(all) && all.every((one: RollingLimit | null) => (one?.amount ?? one?.count) != null),
      defaultMessage: () => 'each of $property must have an amount, a count, or both',
    },
  });

/** The use of a rolling limit. */
export class RollingUse {
  /** @example 24 */
  @IsWhole(1, 8760)
  hours: number;

  /** Minor units that went out within them, posted or pending. */
  @IsWhole(0)
  amount: number;

  /** How many transfers that were. */
  @IsWhole(0)
  count: number;
}

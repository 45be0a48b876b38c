import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, ValidateNested } from 'class-validator';
import { IsId, IsOneOf, IsTime, IsWhole, MAX_INTEGER, Optional } from '../../platform/http';
import { MAX_ROLLING_LIMITS, RollingUse } from './rolling.dto';

export const ACCOUNT_STATES = ['active', 'frozen', 'closed'] as const;

/** The members of an account that are no settings, as it was read. Each may be omitted. */
export class ReadOnlyMembers {
  @Optional()
  @IsId()
  id?: string;

  /** As it is, or as it was after one of the last 100 entries. */
  @Optional()
  @IsWhole(-MAX_INTEGER)
  balance?: number;

  @Optional()
  @IsWhole(0)
  held?: number;

  @Optional()
  @IsWhole(0)
  incoming?: number;

  @Optional()
  @IsWhole(0)
  available?: number;

  @Optional()
  @IsWhole(0)
  usedToday?: number;

  /** As it is, or as it was: what has aged out since may still be in it. */
  @Optional()
  @IsArray()
  @ArrayMaxSize(MAX_ROLLING_LIMITS)
  @ValidateNested({ each: true })
  @Type(() => RollingUse)
  usedRolling?: RollingUse[];

  @Optional()
  @IsTime()
  resetsAt?: string;

  @Optional()
  @IsOneOf(ACCOUNT_STATES)
  state?: (typeof ACCOUNT_STATES)[number];

  @Optional()
  @IsWhole(1)
  version?: number;

  @Optional()
  @IsTime()
  createdAt?: string;
}

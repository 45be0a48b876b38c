import { ApiPropertyOptional } from '@nestjs/swagger';
import { Clearable, IsWhole, Optional } from '../../platform/http';
import { IsRolling, RollingLimit } from './rolling.dto';

export class LimitsBody {
  /** The most that one transfer may take out. Omit, or send null, for no limit. */
  @ApiPropertyOptional({ nullable: true })
  @Optional()
  @IsWhole(0)
  perTransfer?: number;

  /** The most that may go out in a calendar day of the store's time zone. Omit, or send null, for no limit. */
  @ApiPropertyOptional({ nullable: true })
  @Optional()
  @IsWhole(0)
  daily?: number;

  /** The most that may go out within some hours, whenever they begin. Omit, or send null, for no such limits. */
  @ApiPropertyOptional({ nullable: true })
  @Optional()
  @IsRolling()
  rolling?: RollingLimit[];
}

export class LimitsPatch {
  /** The most that one transfer may take out. Send null for no limit. */
  @Clearable()
  @IsWhole(0)
  perTransfer?: number | null;

  /** The most that may go out in a calendar day of the store's time zone. Send null for no limit. */
  @Clearable()
  @IsWhole(0)
  daily?: number | null;

  /** All limits within some hours: they replace those that there are. Send null for none. */
  @Clearable()
  @IsRolling()
  rolling?: RollingLimit[] | null;
}

export class Limits {
  /** The most that one transfer may take out; null for no limit. */
  perTransfer: number | null;
  /** The most that may go out in a calendar day; null for no limit. */
  daily: number | null;
  /** The most that may go out within some hours. Left out where there is no such limit. */
  rolling?: RollingLimit[];
}

import { ApiProperty } from '@nestjs/swagger';
import { IsListOf, IsOneOf, IsWhole, Optional } from '../../../platform/http';
import { Line, MAX_TTL_SECONDS } from './reservation.dto';

export const REMAINDERS = ['release', 'keep'] as const;

const example = [{ sku: 'TEE-M', quantity: 1 }];

export class CommitBody {
  /** 1 to 100 lines that become sold; quantities of a repeated SKU add up. Omit to commit the whole reservation. */
  @ApiProperty({ example })
  @Optional()
  @IsListOf(Line, 100)
  lines?: Line[];

  /** The fate of the rest: `release` makes it available again and ends the reservation, `keep` keeps it reserved. */
  @Optional()
  @IsOneOf(REMAINDERS)
  remainder?: (typeof REMAINDERS)[number] = 'release';
}

export class GiveUpBody {
  /**
   * 1 to 100 lines to make available again; quantities of a repeated SKU add up, and the rest stays reserved. Omit to
   * cancel the whole reservation.
   */
  @ApiProperty({ example })
  @Optional()
  @IsListOf(Line, 100)
  lines?: Line[];
}

export class LinesBody {
  /** 1 to 100 lines that the reservation has afterwards; quantities of a repeated SKU add up. */
  @ApiProperty({ example })
  @IsListOf(Line, 100)
  lines: Line[];
}

export class ExtendBody {
  /**
   * New lifetime of the reservation, counted from now; a later deadline that it has stands.
   * @example 900
   */
  @IsWhole(1, MAX_TTL_SECONDS)
  ttlSeconds: number;
}

import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** The query of every list. */
export class PageQuery {
  /** How many items at the most. */
  @ApiPropertyOptional()
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;

  /** `nextCursor` of the page before, as it was; without one the list begins. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(1024)
  cursor?: string;
}

/** What the page of any list has beside its items. */
export abstract class ListPage {
  /** Sent as `cursor` it gets the next page; null on the last one. */
  nextCursor: string | null;
  /**
   * The names of those on this page whose records were damaged by hand and cannot be read (of movements, entries and
   * steps: their sequences); absent where there are none.
   */
  unreadable?: string[];
}

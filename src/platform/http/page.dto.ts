import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { ID, Optional } from './fields';

/** The query of every list. */
export class PageQuery {
  /** Most items on the page. Omit for the default. */
  @ApiPropertyOptional()
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;

  /** `nextCursor` of the page before, unchanged. Omit to begin at the first item. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(1024)
  cursor?: string;
}

/** The query of a list of things by their ids. */
export class PrefixQuery extends PageQuery {
  /**
   * Beginning of the ids to list. Omit to list all.
   * @example "guest-"
   */
  @Optional()
  @ApiPropertyOptional({ pattern: ID.source })
  @IsString()
  @Matches(ID, { message: '$property must be the beginning of an id' })
  prefix?: string;
}

/** Members that the page of every list has beside its items. */
export abstract class ListPage {
  /** Send it as `cursor` to read the next page; null on the last page. */
  nextCursor: string | null;
  /**
   * The names of those on this page whose records were damaged by hand and cannot be read (of movements, entries and
   * steps: their sequences); absent where there are none.
   */
  unreadable?: string[];
}

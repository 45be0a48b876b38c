import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { ID, IsOneOf, Optional } from './fields';
import { IsTime } from './times';

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

/** The query of a list in the order of time. */
export class SpanQuery extends PageQuery {
  /**
   * Earliest time, of any precision and with its zone; one at that very time is listed. Omit for no such end.
   * @example "2026-01-01T00:00:00Z"
   */
  @Optional()
  @IsTime()
  from?: string;

  /**
   * Latest time, as `from`.
   * @example "2026-01-31T23:59:59.999999Z"
   */
  @Optional()
  @IsTime()
  to?: string;
}

const DIRECTIONS = ['asc', 'desc'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** The query of a history whose oldest item comes first. */
export class HistoryQuery extends SpanQuery {
  /** `asc` begins with the oldest, `desc` with the newest; a cursor goes on from its place in this direction. */
  @Optional('asc')
  @IsOneOf(DIRECTIONS)
  order: Direction = 'asc';
}

/** The query of a history whose newest item comes first. */
export class NewestFirstQuery extends SpanQuery {
  /** `desc` begins with the newest, `asc` with the oldest; a cursor goes on from its place in this direction. */
  @Optional('desc')
  @IsOneOf(DIRECTIONS)
  order: Direction = 'desc';
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

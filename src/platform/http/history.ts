import { ReplyValue } from '../redis';
import { decodeCursor, Page, readRecords, SEQUENCES } from './page';
import { Direction, HistoryQuery } from './page.dto';
import { Span, spanOf } from './times';

/** A page of a history whose items are numbered, behind the last one seen. */
export interface HistoryWanted extends Span {
  seen?: number;
  order: Direction;
  limit: number;
}

/** The page that a query asks for; `after` is a sequence to go on behind, where it names one. */
export function historyWanted(query: HistoryQuery, after?: number): HistoryWanted {
  const cursor = decodeCursor(query.cursor, SEQUENCES);
  const seen = after ?? (cursor === '' ? undefined : Number(cursor));
  return { ...spanOf(query), seen, order: query.order, limit: query.limit };
}

/** Reads a reply that has the first sequence, whether others follow, and the records of the page. */
export function readHistory<T>(
  order: Direction,
  [first, more, ...records]: ReplyValue[],
  read: (sequence: number, record: string) => T,
): Page<T> {
  const step = order === 'asc' ? 1 : -1;
  const sequenceOf = (i: number): string => String(Number(first) + step * i);
  const named = records.flatMap((record, i) => [sequenceOf(i), record]);
  const page = readRecords(named, (sequence, record) => read(Number(sequence), record));
  return { ...page, nextCursor: more === '1' ? sequenceOf(records.length - 1) : null };
}

/** A page of what Redis keeps of a history: its items behind `base`, which happened at `baseMs`; both 0 where it keeps all. */
export interface KeptHistory<T> {
  base: number;
  baseMs: number;
  page: Page<T>;
}

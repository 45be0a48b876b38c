import { ReplyValue, StoreCorruptedError } from '../redis';
import { INVALID_CURSOR } from './http.problems';
import { Problem } from './problem';
import { invalid } from './validation';

/** A page of a list; `nextCursor` is null on the last one. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  /** Unreadable records between the items or behind them; absent where there are none. */
  unreadable?: string[];
}

/** The items of a page, each read by itself: what cannot be read is named, and does not hide the rest. */
export function readPage<T>(
  names: string[],
  read: (name: string, i: number) => T,
): Pick<Page<T>, 'items' | 'unreadable'> {
  const items: T[] = [];
  const unreadable: string[] = [];
  names.forEach((name, i) => {
    try {
      items.push(read(name, i));
    } catch (error) {
      if (!(error instanceof StoreCorruptedError)) throw error;
      unreadable.push(name);
    }
  });
  return unreadable.length > 0 ? { items, unreadable } : { items };
}

/** Reads a reply that lists names and records; a record is empty where it is missing or unreadable. */
export function readRecords<T>(
  values: ReplyValue[],
  read: (name: string, record: string) => T,
): Pick<Page<T>, 'items' | 'unreadable'> {
  const names = values.filter((_, i) => i % 2 === 0) as string[];
  return readPage(names, (name, i) => {
    const record = values[2 * i + 1] as string;
    if (record === '') throw new StoreCorruptedError(`the record of ${name} cannot be read`);
    return read(name, record);
  });
}

/** A cursor is opaque to callers: the place of the last item seen. */
export function encodeCursor(place: string): string {
  return Buffer.from(place).toString('base64url');
}

/** Tells whether a text is a place in a list: a regular expression, or more than that. */
export interface Places {
  test(text: string): boolean;
}

/** Places that are whole numbers from 1. */
export const SEQUENCES: Places = {
  test: (text) => /^[1-9]\d{0,15}$/.test(text) && Number.isSafeInteger(Number(text)),
};

/** The place in a cursor, or '' for the first page. Anything that this list cannot have given out is refused. */
export function decodeCursor(cursor: string | undefined, places: Places): string {
  if (cursor === undefined) return '';
  const decoded = Buffer.from(cursor, 'base64url').toString();
  if (!places.test(decoded) || encodeCursor(decoded) !== cursor) {
    throw new Problem(INVALID_CURSOR, 'This cursor was not given out by this list.', {
      errors: [{ pointer: '?cursor', detail: 'must be nextCursor of the previous page' }],
    });
  }
  return decoded;
}

/** A list that can be followed begins behind a cursor or behind an item, not both. */
export function requireOnePosition({ cursor, after }: { cursor?: string; after?: unknown }): void {
  if (cursor === undefined || after === undefined) return;
  throw invalid([{ pointer: '?after', detail: 'at most one of cursor and after may be given' }]);
}

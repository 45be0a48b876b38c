import { INVALID_CURSOR } from './http.problems';
import { Problem } from './problem';

/** A page of a list; `nextCursor` is null on the last one. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** A cursor is opaque to callers: the place of the last item seen. */
export function encodeCursor(place: string): string {
  return Buffer.from(place).toString('base64url');
}

/** The place in a cursor, or '' for the first page. Anything that this list cannot have given out is refused. */
export function decodeCursor(cursor: string | undefined, place: RegExp): string {
  if (cursor === undefined) return '';
  const decoded = Buffer.from(cursor, 'base64url').toString();
  if (!place.test(decoded) || encodeCursor(decoded) !== cursor) {
    throw new Problem(INVALID_CURSOR, 'This cursor was not given out by this list.', {
      errors: [{ pointer: '?cursor', detail: 'must be nextCursor of the previous page' }],
    });
  }
  return decoded;
}

import { KeyName, KEYS_PER_ID } from '../redis/keys';
import { StoreCorruptedError } from '../redis/redis-errors';

/**
 * Reads a record that a script handed out; a record that does not parse is damage, for scripts look only at
 * what they decide by. `id` is the field of a hash, or the end of a key that is there once per thing.
 */
export function readRecord<T>(key: KeyName, id: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    // The message of a parser may quote the record, which only its caller may see.
    const place = KEYS_PER_ID.includes(key) ? { key: `${key}:${id}` } : { key, ...(id ? { field: id } : {}) };
    const fault =
      error instanceof NewerRecordError ? `is of ${error.message}` : 'does not read as what a script wrote';
    throw new StoreCorruptedError(`${key} ${id} ${fault}`, place);
  }
}

/** A record that a newer release wrote; its message says of which version it is. */
export class NewerRecordError extends Error {}

/** For whoever reads a record: this holds of all that scripts write. */
export function intact(holds: boolean): asserts holds {
  if (!holds) throw new Error('no script wrote this');
}

/** A whole number as scripts write it; Number() would make something of almost any text. */
export function wholeNumber(text: string | undefined): number {
  intact(text !== undefined && /^-?\d{1,16}$/.test(text));
  return Number(text);
}

import { newerVersion } from '../redis/newer-record';
import { intact, NewerRecordError } from './read-record';

/** How a version of a record looks: its pattern, and for each field of the newest version the capture, or a text. */
export interface RecordVersion {
  pattern: RegExp;
  /** Texts of fields that this version had not, by their place among those of the newest. */
  fill?: Readonly<Record<number, string>>;
}

/**
 * The fields of a record as texts, in the order of the newest version, which is the first in the list. Fails where the
 * record is of none.
 */
export function fieldTexts(versions: readonly RecordVersion[], record: string): string[] {
  for (const { pattern, fill } of versions) {
    const match = pattern.exec(record);
    if (!match) continue;
    const texts = match.slice(1);
    if (!fill) return texts;
    const count = texts.length + Object.keys(fill).length;
    return Array.from({ length: count }, (_, place) => fill[place] ?? texts.shift()!);
  }
  const newer = newerVersion(record, versions.length);
  if (newer) throw new NewerRecordError(newer);
  intact(false);
}

/** The words of a text that are packed with `*` between them. */
export function packedTexts(text: string, count: number): string[] {
  const texts = text.split('*');
  intact(texts.length === count && texts.every((one) => one !== ''));
  return texts;
}

/** The items of a record that is a JSON array. */
export function arrayItems(record: string): unknown[] {
  const items: unknown = JSON.parse(record);
  intact(Array.isArray(items));
  return items;
}

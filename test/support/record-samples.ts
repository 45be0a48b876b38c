import { Field, Group, RecordDeclaration } from '../../contract/define';
import {
  camelCase,
  fileOf,
  isGroup,
  isTail,
  mark,
  pascalCase,
  separator,
  versionOf,
} from '../../contract/generate/fields';
import { packLines, unpackLines } from '../../src/platform/scripts/packed-lines';

/** The texts of a record by the names of its fields; null for none. */
export type Texts = Record<string, string | null>;

export const membersOf = (one: Field | Group): readonly Field[] => (isGroup(one) ? one.fields : [one]);
export const fieldsOf = ({ fields }: RecordDeclaration): Field[] =>
  fields.flatMap((one) => [...membersOf(one)]);

/** A text that the field may hold; no two fields of a record get the same. */
function sampleOf({ type }: Field, i: number, small: boolean, last: boolean): string {
  switch (type.is) {
    case 'count':
      return String(small ? i : 1001 + i);
    case 'integer':
      return String(small ? -1 - i : -2001 - i);
    case 'time':
      return String(1_796_000_000_000 + i);
    case 'choice':
      return type.of[small ? 0 : type.of.length - 1]!;
    case 'flag':
      return type.of;
    case 'word':
      return i === 0 ? '1word' : `1w1|-${i}`; // the first holds no mark
    case 'lines':
      return packLines([{ sku: `TEE-${i}`, quantity: 3 }, { sku: 'MUG', quantity: 1 }]); // prettier-ignore
    case 'packed':
      return type.of.map(({ name }) => `${name}-${i}`).join('*');
    case 'json':
      return `{"a":"b c ${i}"}`;
    case 'text':
      return last ? `for\n${i} reasons` : `for ${i} reasons`; // lines are the caller's at the end alone
  }
}

/** Records with everything in them, and with everything left out that may be. */
export function samplesOf(record: RecordDeclaration): Texts[] {
  const of = (all: boolean): Texts =>
    Object.fromEntries(
      fieldsOf(record).map((field, i, { length }) => [
        field.name,
        all || field.none === undefined ? sampleOf(field, i, !all, i === length - 1) : null,
      ]),
    );
  return [of(true), of(false)];
}

const written = (field: Field, text: string | null): string => text ?? field.none!;

/** The text of these fields, as it stands in a record. */
export function joined(fields: readonly Field[], texts: Texts): string {
  return fields
    .map((field, i) => {
      const text = texts[field.name] ?? null;
      return isTail(field) && text === null ? '' : separator(field, i === 0) + written(field, text);
    })
    .join('');
}

/** The text of a record of this version. */
export function textOf(record: RecordDeclaration, version: number, texts: Texts): string {
  return (
    mark(version) +
    joined(
      fieldsOf(record).filter(({ since = 1 }) => since <= version),
      texts,
    )
  );
}

/** The text as it is written: of a sparing record that has nothing in the fields that came later, that of version 1. */
export function writtenOf(record: RecordDeclaration, texts: Texts): string {
  const added = fieldsOf(record).filter(({ since }) => since !== undefined);
  const isSpared = record.sparing && added.every(({ name, reads, none }) => (texts[name] ?? none) === reads);
  return textOf(record, isSpared ? 1 : versionOf(record), texts);
}

/** Reads a text with TypeScript. */
function valueOf({ type, none }: Field, text: string | null): unknown {
  if (text === null || text === none) return null;
  if (type.is === 'count' || type.is === 'integer' || type.is === 'time') return Number(text);
  if (type.is === 'lines') return unpackLines(text);
  if (type.is !== 'packed') return text;
  const parts = text.split('*');
  return Object.fromEntries(type.of.map((part, i) => [camelCase(part.name), valueOf(part, parts[i]!)]));
}

export function valuesOf(record: RecordDeclaration, texts: Texts): Record<string, unknown> {
  return Object.fromEntries(
    fieldsOf(record).map((field) => [camelCase(field.name), valueOf(field, texts[field.name] ?? null)]),
  );
}

export interface Codec {
  decode: (text: string) => Record<string, unknown>;
  encode: (values: Record<string, unknown>) => string;
}

/** The generated TypeScript of a declaration. */
export async function codecOf(declaration: { name: string; room: string }): Promise<Codec> {
  const module = await import(`../../src/${fileOf(declaration)}`);
  const name = pascalCase(declaration.name);
  return { decode: module[`decode${name}`], encode: module[`encode${name}`] };
}

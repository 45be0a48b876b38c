import { Field, RecordDeclaration } from '../../contract/define';
import { isGroup } from '../../contract/generate/fields';
import { fieldsOf, joined, membersOf, Texts } from './record-samples';

/** The texts of these fields as Lua gives them: false for none. */
export const orFalse = (texts: Texts, fields: readonly Field[]): unknown[] =>
  fields.map(({ name }) => texts[name] ?? false);

/** Whether a record begins with times of a fixed width, of which each has its place. */
export const hasFixedHead = (record: RecordDeclaration): boolean =>
  membersOf(record.fields[0]!).every(({ type }) => type.is === 'time' && type.digits !== undefined);

/** Whether a text is lines as those who read them take them: "SKU*quantity,SKU*quantity", or none. */
export function areLines(text: unknown): boolean {
  const isLine = (line: string): boolean => /^[^\s*]+\*\d+$/.test(line);
  return text === '-' || String(text).split(',').every(isLine);
}

/** The record as the release declared it that brought this version. */
export const asOf = (record: RecordDeclaration, version: number): RecordDeclaration => ({
  ...record,
  fields: record.fields.filter((one) => isGroup(one) || (one.since ?? 1) <= version),
});

/** Members of the table that a record is read as. */
function tableOf(record: RecordDeclaration, texts: Texts, text: string): Record<string, unknown> {
  const { given = [], slots = [] } = record.lua as { given?: string[]; slots?: string[] };
  const table: Record<string, unknown> = { record: text };
  for (const one of record.fields) {
    const isAtHead = one === record.fields[0] && isGroup(one);
    if (isGroup(one) && !isAtHead) table[one.group] = joined(one.fields, texts);
  }
  for (const { name, lua } of fieldsOf(record)) {
    const value = texts[name] ?? false;
    if (lua === 'text') table[name] = value;
    if (lua === 'number' || lua === 'both') table[name] = Number(value);
    if (lua === 'both') table[`${name}_text`] = value;
  }
  const more = [...given.map((one) => [one, 'mine']), ...slots.map((one) => [one, false])];
  return { ...table, ...Object.fromEntries(more) };
}

/** Values that Lua reads a record as. */
export function expected(record: RecordDeclaration, texts: Texts, text: string): unknown[] {
  const [first] = fieldsOf(record);
  if (!('values' in record.lua)) return [tableOf(record, texts, text)];
  return first!.lua === 'number' ? [Number(texts[first!.name])] : orFalse(texts, fieldsOf(record));
}

import { Field, RecordDeclaration } from '../../contract/define';
import { mark, separator, versionOf } from '../../contract/generate/fields';
import { asOf } from './record-forms';
import { fieldsOf, textOf, Texts } from './record-samples';

/** Texts that no field of this type holds; "a b" is one word too many, which json and other text may have. */
function wrongTexts({ type, none }: Field): string[] {
  switch (type.is) {
    case 'count':
    case 'time':
      return ['x', '1x', 'x1', '1.5', ...(none === '-' ? [] : ['-', '-1'])];
    case 'integer':
      return ['x', '1x', 'x1', '1.5', '1-1', '-', '--1', '+1'];
    case 'flag':
      return ['x', type.of + type.of];
    case 'choice':
      return ['X', 'Ax', 'xA', '1', 'a-b'];
    case 'word':
    case 'lines':
    case 'packed':
      return none === '' ? [] : [''];
    case 'json':
    case 'text':
      return [];
  }
}

/** A record with another text for one of its fields. */
function withText(record: RecordDeclaration, texts: Texts, name: string, text: string): string {
  return textOf(record, versionOf(record), { ...texts, [name]: text });
}

/** Records that are none for what one field holds, up to this one. */
export function wrongFields(record: RecordDeclaration, texts: Texts, end = Infinity): string[] {
  return fieldsOf(record)
    .slice(0, end)
    .flatMap((field) => wrongTexts(field).map((text) => withText(record, texts, field.name, text)));
}

/** Records that are none for what stands before, between or behind their fields. */
export function wrongBetween(
  record: RecordDeclaration,
  texts: Texts,
  others = ['', '*', '\n', '  ', '|', ' more '],
): string[] {
  const fields = fieldsOf(record);
  const whole = textOf(record, versionOf(record), texts);
  const marked = versionOf(record) > 1 ? [whole.replace('|', 'x'), whole.replace('|', ' ')] : [];
  const between = fields.slice(1).flatMap((field, i) => {
    const before = textOf({ ...record, fields: fields.slice(0, i + 1) }, versionOf(record), texts);
    const rest = whole.slice(before.length + separator(field, false).length);
    return others.map((other) => `${before}${other}${rest}`);
  });
  return [
    '',
    'x',
    '-',
    ' ',
    ...[' ', 'x ', '1 ', '-'].map((start) => start + whole),
    ...between,
    ...marked,
    `${whole} more`,
  ];
}

/** Records that a later release will write. */
export function newerThan(record: RecordDeclaration, texts: Texts): string[] {
  const version = versionOf(record);
  const whole = textOf(record, version, texts);
  const laters = [version + 1, 9, 10].map((later) => mark(later));
  return laters.flatMap((later) => [
    later + whole.slice(mark(version).length),
    ...(version > 1 ? [`${later}word`] : []),
  ]);
}

/** Records that are none, of each version. */
export function damagedOf(record: RecordDeclaration, texts: Texts): string[] {
  const versions = Array.from({ length: versionOf(record) }, (_, i) => asOf(record, i + 1));
  return versions.flatMap((one) => [...wrongFields(one, texts), ...wrongBetween(one, texts)]);
}

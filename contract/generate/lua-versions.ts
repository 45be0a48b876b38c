import { Field, RecordDeclaration } from '../define';
import { fieldsOf, isTail, mark, separator, versionOf } from './fields';
import { captures } from './lua-patterns';
import { lines, quoted } from './lua-text';

/** The function that brings a record of any version to the newest, where there is more than one. */
export function older(record: RecordDeclaration, local: string): string[] {
  const newest = versionOf(record);
  if (newest === 1) return [];
  const { pattern: current } = captures(record, newest, () => false);
  const body = [`\tif string.find(record, '${current}') then`, '\t\treturn record', '\tend'];
  for (let version = newest - 1; version >= 1; version -= 1) {
    // Where a blank may be left out, the mark of a newer version would pass for a word and its tail.
    if (version === 1 && fieldsOf(record).some(isTail))
      body.push("\tif string.find(record, '^%d+|') then", '\t\treturn nil', '\tend');
    const all = fieldsOf(record);
    const { pattern, names } = captures(record, version, (name) => all.some((field) => field.name === name));
    const text = all.map((field, i) => newestText(field, version, i === 0 ? mark(newest) : undefined));
    body.push(
      `\t${version === newest - 1 ? 'local ' : ''}${names.join(', ')} = string.match(record, '${pattern}')`,
      `\tif ${names[0]} then`,
      `\t\treturn ${text.join(' .. ')}`,
      '\tend',
    );
  }
  return [
    lines(
      '--- A record of any version as the newest writes it; nil where it is none.',
      'local function upgraded(record)',
      ...body,
      '\treturn nil',
      'end',
      `${local}.upgraded = upgraded`,
    ),
  ];
}

/** The Lua that writes a field which was read from this version; the first has the mark before it. */
function newestText(field: Field, version: number, first?: string): string {
  const value = (field.since ?? 1) <= version ? field.name : `'${field.reads}'`;
  if (first === undefined && isTail(field)) return `(${value} ~= '' and ' ' .. ${value} or '')`;
  const between = first ?? separator(field, false);
  return between === '' ? value : `'${quoted(between)}' .. ${value}`;
}

/** Reads again, by the local `pattern`, what was written by an older version. */
export function again(record: RecordDeclaration, names: string[], from = ''): string[] {
  if (versionOf(record) === 1) return [];
  return [
    `\tif not ${names[0]} then`,
    '\t\trecord = upgraded(record)',
    '\t\tif record then',
    `\t\t\t${names.join(', ')} = string.match(record, pattern${from})`,
    '\t\tend',
    '\tend',
  ];
}

/** The condition under which a record is written as version 1: nothing is in the fields that came later. */
export function isSpared(record: RecordDeclaration): string {
  const added = fieldsOf(record).filter(({ since }) => since !== undefined);
  const there = added.filter(({ none, reads }) => none === reads).map(({ name }) => name);
  const others = added.filter(({ none, reads }) => none !== reads);
  return [
    ...others.map(({ name, reads }) => `${name} == '${reads}'`),
    ...(there.length > 0 ? [`not ${there.length > 1 ? `(${there.join(' or ')})` : there[0]}`] : []),
  ].join(' and ');
}

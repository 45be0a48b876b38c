import { Field, Group, RecordDeclaration } from '../define';
import { fieldsOf, isGroup, isTail, mark, separator, versionOf } from './fields';
import { patternOf } from './lua-patterns';
import { broken, lines, quoted, signature } from './lua-text';
import { isSpared } from './lua-versions';

/** Texts of fields, or of groups, joined. */
export function writer(record: RecordDeclaration, local: string): string {
  const groups = record.fields.filter(isGroup).map((one) => joiner(record, local, one.group, one.fields));
  const fields = record.writesFields ? [joiner(record, local, 'write_fields', fieldsOf(record))] : [];
  return [joiner(record, local, 'write', record.fields), ...fields, ...groups].join('\n');
}

/** A record with another text in the place of one field. */
export function replacer(record: RecordDeclaration, local: string, name: string): string {
  const fields = fieldsOf(record);
  const place = fields.findIndex((field) => field.name === name);
  const patterns = fields
    .slice(0, place + 1)
    .map((field, i) => quoted(separator(field, i === 0)) + (i < place ? patternOf(field, false) : ''));
  const marked = mark(versionOf(record));
  const before = (record.sparing ? marked.replace(/./g, '$&?') : marked) + patterns.join('');
  const captures = `${before === '' ? '' : `(${before})`}${patternOf(fields[place]!, false)}(.*)`;
  return lines(
    `--- The record with another ${name}; nil where it is none.`,
    `function ${local}.with_${name}(record, ${name})`,
    `\tlocal ${before === '' ? '' : 'before, '}rest = string.match(record, '^${captures}$')`,
    `\treturn rest and ${before === '' ? '' : 'before .. '}${name} .. rest`,
    'end',
  );
}

export function joiner(
  record: RecordDeclaration,
  local: string,
  name: string,
  parts: readonly (Field | Group)[],
): string {
  const whole = parts === record.fields || name === 'write_fields';
  const first = fieldsOf(record)[0];
  const names = parts.map((one) => (isGroup(one) ? one.group : one.name));
  const written = (of: readonly (Field | Group)[]): string[] =>
    of.flatMap((one, i) => {
      const field = isGroup(one) ? one.fields[0]! : one;
      const between = i === 0 ? '' : quoted(separator(field, field === first));
      const value = isGroup(one) ? one.group : one.name;
      if (!isGroup(one) && isTail(one)) return [`(${value} and ' ' .. ${value} or '')`];
      const text = isGroup(one) || one.none === undefined ? value : `(${value} or '${one.none}')`;
      return between ? [`'${between}'`, text] : [text];
    });
  const pieces = [
    ...(whole && mark(versionOf(record)) ? [`'${mark(versionOf(record))}'`] : []),
    ...written(parts),
  ];
  const kept = parts.filter((one) => isGroup(one) || one.since === undefined);
  return lines(
    whole
      ? `--- The record of these${name === 'write' ? '' : ' fields'}, given as texts; of what may be none, false or nil for none.`
      : `--- These fields as one text, for \`${name}\` of the record.`,
    ...signature(`function ${local}.${name}`, names),
    ...(whole && record.sparing
      ? [
          `\tif ${isSpared(record)} then`,
          '\t\t-- stylua: ignore',
          `\t\treturn ${broken(written(kept))}`,
          '\tend',
        ]
      : []),
    '\t-- stylua: ignore',
    `\treturn ${broken(pieces)}`,
    'end',
  );
}

import { Field, Group, RecordDeclaration, View } from '../define';
import { fieldsOf, isGroup, isTail, mark, separator } from './fields';
import { isFixed } from './lua-fixed';
import { quoted } from './lua-text';

export function patternOf({ type, none }: Field, last: boolean, first = false): string {
  const digits = none === '-' ? '[%d-]+' : '%d+';
  switch (type.is) {
    case 'count':
    case 'time':
      return digits;
    case 'integer':
      return '%-?%d+';
    case 'choice':
      return type.of.some((one) => one.includes('_')) ? '[%l_]+' : '%l+';
    case 'flag':
      return `${type.of}?`;
    case 'word':
    case 'lines':
    case 'packed':
      // A record of a newer version is none of an older: no word that a record begins with holds the end of a mark.
      return (first ? '[^%s|]' : '%S') + (none === '' ? '*' : '+');
    case 'json':
    case 'text':
      return last ? '.*' : '[^\\n]*';
  }
}

interface Captures {
  pattern: string;
  /** Names of the captured texts, in order. */
  names: string[];
}

/** The pattern of a record of this version, with the captures that are asked for. */
export function captures(
  record: RecordDeclaration,
  version: number,
  wanted: (name: string) => boolean,
  skipsFixed = false,
): Captures {
  const all = fieldsOf(record).filter(({ since = 1 }) => since <= version);
  const names: string[] = [];
  const between = (field: Field): string =>
    isTail(field) ? ' ?' : quoted(separator(field, field === all[0]));
  const captured = (name: string, text: () => string): string => {
    if (!wanted(name)) return text();
    names.push(name);
    return `(${text()})`;
  };
  const textOf = (field: Field): string =>
    captured(field.name, () => patternOf(field, field === all.at(-1), field === all[0]));
  const groupOf = ({ group, fields, apart }: Group): string => {
    const [first, ...rest] = fields.filter((field) => all.includes(field));
    const texts = (): string => textOf(first!) + rest.map((field) => between(field) + textOf(field)).join('');
    return between(first!) + captured(group, apart && wanted(group) ? () => '.+' : texts);
  };
  const parts = record.fields
    .filter((one) => (isGroup(one) ? !(skipsFixed && isFixed(one)) : all.includes(one)))
    .map((one) => (isGroup(one) ? groupOf(one) : between(one) + textOf(one)));
  return { pattern: `^${skipsFixed ? '' : mark(version)}${parts.join('')}$`, names };
}

/** Pattern and names up to the last name that is wanted or compared; what follows is not looked at. */
export function shortCaptures(
  record: RecordDeclaration,
  version: number,
  { fields: wanted, where }: View,
): Captures {
  const fields = fieldsOf(record).filter(({ since = 1 }) => since <= version);
  const looked = [...wanted, ...Object.keys(where)];
  const end = Math.max(...looked.map((name) => fields.findIndex((field) => field.name === name)));
  const names: string[] = [];
  let pattern = `^${mark(version)}`;
  fields.slice(0, end + 1).forEach((field, i) => {
    const given = where[field.name];
    const text = given?.replace(/\W/g, '%$&') ?? patternOf(field, i === fields.length - 1, i === 0);
    const captured = wanted.includes(field.name);
    if (captured) names.push(field.name);
    pattern += quoted(separator(field, i === 0)) + (captured ? `(${text})` : text);
  });
  const next = fields[end + 1];
  if (next && !isTail(next)) pattern += quoted(separator(next, false));
  return { pattern, names };
}

import { Field, RecordDeclaration, View } from '../define';
import { fieldsOf, isGroup, separator, versionOf } from './fields';
import { fixedHead } from './lua-fixed';
import { captures, patternOf, shortCaptures } from './lua-patterns';
import { assigned, lines, orFalse, returned, valuesOf, where } from './lua-text';
import { sparingCaptures, sparingReader, sparingView } from './lua-sparing';
import { again } from './lua-versions';

export function reader(record: RecordDeclaration, local: string): string {
  return 'values' in record.lua ? valueReader(record, local) : tableReader(record, local, record.lua);
}

export function usesNumbers(record: RecordDeclaration): boolean {
  return fieldsOf(record).some(({ lua }) => lua === 'number' || lua === 'both');
}

/** Whether it is one number and nothing else. */
export function isNumber(record: RecordDeclaration): boolean {
  const fields = fieldsOf(record);
  return fields.length === 1 && fields[0]!.lua === 'number' && versionOf(record) === 1;
}

function numberReader(record: RecordDeclaration, local: string): string {
  return lines(
    'local counts = integer.counts\n',
    `--- ${fieldsOf(record)[0]!.name}, as a number; nil where the record is none.`,
    `function ${local}.read(record)`,
    '\treturn counts[record] or integer.amount(record)',
    'end',
  );
}

function valueReader(record: RecordDeclaration, local: string): string {
  if (isNumber(record)) return numberReader(record, local);
  if (record.sparing) return sparingReader(record, local);
  const { pattern, names } = captures(record, versionOf(record), () => true);
  return lines(
    `--- ${names.join(', ')}, as texts${orFalse(fieldsOf(record))}; nothing where the record is none.`,
    `function ${local}.read(record)`,
    ...matched(record, fieldsOf(record), names, pattern),
    'end',
  );
}

function tableReader(
  record: RecordDeclaration,
  local: string,
  { given = [], slots = [] }: { given?: readonly string[]; slots?: readonly string[] },
): string {
  const fields = fieldsOf(record);
  const groups = record.fields.filter(isGroup).map(({ group }) => group);
  const wanted = (name: string): boolean =>
    groups.includes(name) || fields.some((field) => field.name === name && field.lua !== undefined);
  const head = fixedHead(record);
  const { pattern, names } = captures(record, versionOf(record), wanted, head !== undefined);
  const from = head ? `, ${head.places.at(-1)!.to + 1}` : '';
  const members = names.flatMap((name) => {
    const field = fields.find((one) => one.name === name);
    if (!field) return [`${name} = ${name}`];
    return memberOf(field);
  });
  const parameters = ['record', ...given].join(', ');
  return lines(
    `--- The record as a table; nil where it is none.${given.length ? ` It holds ${given.join(', ')} too.` : ''}`,
    `function ${local}.read(${parameters})`,
    ...(record.sparing ? sparingCaptures(record, wanted) : readByPattern(record, names, pattern, from)),
    `\tif not ${names[0]} then`,
    '\t\treturn nil',
    '\tend',
    '\treturn {',
    ...[...given, 'record'].map((name) => `\t\t${name} = ${name},`),
    ...members.map((member) => `\t\t${member},`),
    ...slots.map((name) => `\t\t${name} = false,`),
    '\t}',
    'end',
  );
}

function memberOf({ name, lua, none }: Field): string[] {
  const text = none === undefined ? name : `${name} ~= '${none}' and ${name}`;
  if (lua === 'text') return [`${name} = ${text}`];
  const number = `${name} = number_of[${name}] or ${name} + 0`;
  return lua === 'both' ? [number, `${name}_text = ${name}`] : [number];
}

export function view(record: RecordDeclaration, local: string, name: string, of: View): string {
  const isOfGroup = record.fields.some((one) => isGroup(one) && of.fields.includes(one.group));
  const { pattern, names } = isOfGroup
    ? captures(record, versionOf(record), (one) => of.fields.includes(one))
    : shortCaptures(record, versionOf(record), of);
  const fields = fieldsOf(record).filter((field) => of.fields.includes(field.name));
  if (record.sparing) return sparingView(record, local, name, of);
  return lines(
    `--- ${names.join(', ')}${where(of)}, as texts${orFalse(fields)}; nothing where the record begins otherwise.`,
    `function ${local}.${name}(record)`,
    ...matched(record, fields, names, pattern),
    'end',
  );
}

/** Reads these fields by a pattern, an older record by way of the newest version, and returns them. */
function matched(
  record: RecordDeclaration,
  fields: readonly Field[],
  names: string[],
  pattern: string,
): string[] {
  const expression = `string.match(record, '${pattern}')`;
  if (versionOf(record) === 1)
    return fields.length === 0 ? [`\treturn ${expression}`] : returned(fields, expression);
  return [...readByPattern(record, names, pattern), `\treturn ${valuesOf(fields)}`];
}

/** Assigns what the pattern captures; it stands there once, also where an older record is read again by it. */
function readByPattern(record: RecordDeclaration, names: string[], pattern: string, from = ''): string[] {
  if (versionOf(record) === 1) return assigned(names, `string.match(record, '${pattern}'${from})`);
  return [
    `\tlocal pattern = '${pattern}'`,
    ...assigned(names, `string.match(record, pattern${from})`),
    ...again(record, names, from),
  ];
}

/** Readers of the groups that are read apart: their fields as texts, false for none. */
export function apartReaders(record: RecordDeclaration, local: string): string[] {
  return record.fields
    .filter(isGroup)
    .filter(({ apart }) => apart)
    .map(({ group, fields }) => {
      const pattern = fields
        .map((field, i) => `${separator(field, i === 0)}(${patternOf(field, i === fields.length - 1)})`)
        .join('');
      const names = fields.map(({ name }) => name);
      return lines(
        `--- ${names.join(', ')} in the text ${group}, as texts; what is none is false. Nothing where the text is none.`,
        `function ${local}.read_${group}(text)`,
        ...returned(fields, `string.match(text, '^${pattern}$')`),
        'end',
      );
    });
}

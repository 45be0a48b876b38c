import { Field, RecordDeclaration } from '../define';
import {
  camelCase,
  fieldsOf,
  GENERATED,
  isTail,
  mark,
  packedFields,
  pascalCase,
  separator,
  versionOf,
} from './fields';

/** The TypeScript module that reads and writes a record. */
export function tsRecord(record: RecordDeclaration): string {
  const fields = fieldsOf(record);
  const type = `${pascalCase(record.name)}Record`;
  const helpers = [
    'fieldTexts',
    'RecordVersion',
    ...(fields.some(isNumber) ? ['wholeNumber'] : []),
    ...(fields.some(isLines) ? ['PackedLine', 'packLines', 'unpackLines'] : []),
    ...(packedFields(record).length > 0 ? ['packedTexts'] : []),
  ];
  return `// ${GENERATED} contract/records. Edit that.
import { ${helpers.sort((a, b) => a.localeCompare(b)).join(', ')} } from '../../platform/redis';

/** A record of \`${record.key}\` (by ${record.by}): ${record.what}. */
export interface ${type} {
${fields.map(member).join('\n')}
}

const VERSIONS: readonly RecordVersion[] = [
${versions(record).join('\n')}
];
${derived(record)}${packedFields(record)
    .map(({ name, of }) => unpacker(type, name, of))
    .join('')}
/** Reads a record; fails where it is none. */
export function decode${pascalCase(record.name)}(record: string): ${type} {
  const texts = fieldTexts(VERSIONS, record);
  return {
${fields.map((field, i) => `    ${camelCase(field.name)}: ${decoded(field, `texts[${i}]!`)},`).join('\n')}
  };
}

/** The text of a record. */
export function encode${pascalCase(record.name)}(record: ${type}): string {
${spared(record)}  return \`${mark(versionOf(record))}${fields.map((field, i) => encoded(field, i === 0)).join('')}\`;
}
`;
}

/** The numbers that follow from a choice. */
function derived({ name: record, derived: all = {} }: RecordDeclaration): string {
  return Object.entries(all)
    .map(([name, { from, numbers }]) => {
      const members = Object.entries(numbers).map(([word, number]) => `${word}: ${number}`);
      const constant = `${record}_${name}_by_${from}`.toUpperCase();
      return `\n/** The ${name} by ${from}. */\nexport const ${constant} = { ${members.join(', ')} } as const;\n`;
    })
    .join('');
}

/** The function that reads a field of several words. */
function unpacker(record: string, name: string, of: readonly Field[]): string {
  const members = of.map((part, i) => `${camelCase(part.name)}: ${decoded(part, `texts[${i}]!`)}`);
  return `
function unpack${pascalCase(name)}(text: string): NonNullable<${record}['${camelCase(name)}']> {
  const texts = packedTexts(text, ${of.length});
  return { ${members.join(', ')} };
}
`;
}

/** A record that has nothing in its newer fields is written as version 1. */
function spared(record: RecordDeclaration): string {
  if (!record.sparing) return '';
  const fields = fieldsOf(record);
  const added = fields.filter(({ since }) => since !== undefined);
  const kept = fields.filter(({ since }) => since === undefined);
  const condition = added
    .map(({ name, none, reads }) =>
      none === reads
        ? `record.${camelCase(name)} === null`
        : `String(record.${camelCase(name)}) === '${reads}'`,
    )
    .join(' && ');
  return `  if (${condition}) return \`${kept.map((field, i) => encoded(field, i === 0)).join('')}\`;\n`;
}

function isNumber({ type }: Field): boolean {
  return type.is === 'count' || type.is === 'integer' || type.is === 'time';
}

function isLines({ type }: Field): boolean {
  return type.is === 'lines';
}

function member(field: Field): string {
  const { name, type, what, none } = field;
  const nullable = none === undefined ? '' : ' | null';
  const plain = isNumber(field)
    ? 'number'
    : isLines(field)
      ? 'PackedLine[]'
      : type.is === 'choice'
        ? type.of.map((one) => `'${one}'`).join(' | ')
        : type.is === 'packed'
          ? `{ ${type.of.map((part) => `${camelCase(part.name)}: string${part.none ? ' | null' : ''}`).join('; ')} }`
          : 'string';
  return `  /** ${what[0]!.toUpperCase()}${what.slice(1)}. */\n  ${camelCase(name)}: ${plain}${nullable};`;
}

function versions(record: RecordDeclaration): string[] {
  const newest = versionOf(record);
  const all = fieldsOf(record);
  return Array.from({ length: newest }, (_, i) => newest - i).map((version) => {
    const there = all.filter(({ since = 1 }) => since <= version);
    const pattern = there.map((field, i) => patternOf(field, i === 0, i === there.length - 1)).join('');
    const fill = all.flatMap((field, place) => (there.includes(field) ? [] : [`${place}: '${field.reads}'`]));
    const filled = fill.length === 0 ? '' : `, fill: { ${fill.join(', ')} }`;
    // Where a blank may be left out, the mark of a newer version would pass for a word and its tail.
    const isLoose = version < newest && there.some(isTail);
    const start = mark(version).replace('|', '\\|') + (isLoose ? '(?!\\d+\\|)' : '');
    return `  { pattern: /^${start}${pattern}$/${filled} },`;
  });
}

function patternOf(field: Field, first: boolean, last: boolean): string {
  const between = separator(field, first).replace('\n', '\\n');
  const text = textPattern(field, last, first);
  return isTail(field) ? ` ?(${text})` : `${between}(${text})`;
}

function textPattern({ type, none }: Field, last: boolean, first: boolean): string {
  const orNone = (pattern: string): string => (none === '-' ? `${pattern}|-` : pattern);
  switch (type.is) {
    case 'count':
      return orNone('\\d{1,16}');
    case 'time':
      return type.digits ? `\\d{${type.digits}}` : orNone('\\d{1,16}');
    case 'integer':
      return '-?\\d{1,16}';
    case 'choice':
      return type.of.join('|');
    case 'flag':
      return `${type.of}?`;
    case 'word':
    case 'lines':
    case 'packed':
      // No word that a record begins with holds the end of a mark, which a newer version would begin with.
      return (first ? '[^\\s|]' : '\\S') + (none === '' ? '*' : '+');
    case 'json':
    case 'text':
      return last ? '[^]*' : '[^\\n]*';
  }
}

function decoded(field: Field, text: string): string {
  const value = isNumber(field)
    ? `wholeNumber(${text})`
    : isLines(field)
      ? `unpackLines(${text})`
      : field.type.is === 'choice'
        ? `${text} as ${pascalName(field)}`
        : field.type.is === 'packed'
          ? `unpack${pascalCase(field.name)}(${text})`
          : text;
  return field.none === undefined ? value : `${text} === '${field.none}' ? null : ${value}`;
}

function pascalName({ type }: Field): string {
  return type.is === 'choice' ? type.of.map((one) => `'${one}'`).join(' | ') : 'string';
}

function encoded(field: Field, first: boolean, owner = 'record'): string {
  const name = `${owner}.${camelCase(field.name)}`;
  const between = separator(field, first).replace('\n', '\\n');
  if (isTail(field)) return `\${${name} === null ? '' : \` \${${name}}\`}`;
  const fixed = field.type.is === 'time' && field.type.digits;
  const value = isLines(field)
    ? `packLines(${name})`
    : fixed
      ? `String(${name}).padStart(${fixed}, '0')`
      : field.type.is === 'packed'
        ? `\`${field.type.of.map((part, i) => encoded(part, i === 0, name)).join('')}\``
        : name;
  return (
    between +
    (field.none === undefined ? `\${${value}}` : `\${${name} === null ? '${field.none}' : ${value}}`)
  );
}

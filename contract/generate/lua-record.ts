import { Field, RecordDeclaration } from '../define';
import { fieldsOf, GENERATED, packedFields, versionOf } from './fields';
import { fixedReaders, never } from './lua-fixed';
import { apartReaders, isNumber, reader, usesNumbers, view } from './lua-readers';
import { lines, orFalse, returned, wrapped } from './lua-text';
import { older } from './lua-versions';
import { joiner, replacer, writer } from './lua-writers';

/** The Lua module that reads and writes a record. */
export function luaRecord(record: RecordDeclaration): string {
  const local = `${record.name}_record`;
  const parts = [
    head(record),
    `local ${local} = { ${[`version = ${versionOf(record)}`, ...never(record)].join(', ')} }\n`,
    ...derived(record, local),
    ...(usesNumbers(record) && !isNumber(record) ? ['local number_of = integer.numbers\n'] : []),
    ...choiceChecks(record, local),
    ...(record.sparing ? [] : older(record, local)),
    ...fixedReaders(record, local),
    ...packedReaders(record, local),
    ...apartReaders(record, local),
    reader(record, local),
    ...Object.entries(record.views ?? {}).map(([name, of]) =>
      view(record, local, name, 'where' in of ? of : { fields: of, where: {} }),
    ),
    writer(record, local),
    ...(record.replaces ?? []).map((name) => replacer(record, local, name)),
    `return ${local}\n`,
  ];
  return parts.join('\n');
}

function head(record: RecordDeclaration): string {
  const lines = [
    `-- ${GENERATED} contract/records. Edit that.`,
    '--',
    ...wrapped(`Records of \`${record.key}\` (by ${record.by}): ${record.what}.`),
    '--',
    ...fieldsOf(record).flatMap((field) => wrapped(`${field.name}: ${field.what}${noneOf(field)}`, '  ')),
    ...(record.shared ? ['--- @export'] : []),
    ...(usesNumbers(record) ? ['--- @include "kernel/integer"'] : []),
  ];
  return lines.join('\n');
}

function noneOf({ type, none, since, reads }: Field): string {
  const absent = none === undefined ? '' : `; ${none === '' ? 'empty' : `\`${none}\``} for none`;
  const parts = type.is === 'packed' ? `, as ${type.of.map(({ name }) => name).join('*')}` : '';
  return parts + absent + (since === undefined ? '' : `; since version ${since}, ${reads} in older records`);
}

/** Whether a text is one of the words of a choice, where that is asked for. */
function choiceChecks(record: RecordDeclaration, local: string): string[] {
  return fieldsOf(record).flatMap(({ name, type, checked }) =>
    checked && type.is === 'choice'
      ? [
          lines(
            `local ${name}_words = { ${type.of.map((word) => `${word} = true`).join(', ')} }`,
            '',
            `--- Whether this is a ${name}.`,
            `function ${local}.is_${name}(text)`,
            `\treturn ${name}_words[text] ~= nil`,
            'end',
          ),
        ]
      : [],
  );
}

/** Readers and writers of the fields that are several words: their texts, false for none. */
function packedReaders(record: RecordDeclaration, local: string): string[] {
  return packedFields(record).map(({ name, of }) =>
    [
      lines(
        `--- ${of.map((part) => part.name).join(', ')} in the text ${name}, as texts${orFalse(of)}; nothing where it is none.`,
        `function ${local}.read_${name}(text)`,
        ...returned(of, `string.match(text, '^${of.map(() => '([^*]+)').join('%*')}$')`),
        'end',
      ),
      joiner(record, local, name, of),
    ].join('\n'),
  );
}

/** Tables of the numbers that follow from a choice, as texts. */
function derived(record: RecordDeclaration, local: string): string[] {
  return Object.entries(record.derived ?? {}).map(([name, { from, numbers }]) => {
    const members = Object.entries(numbers).map(([one, number]) => `${one} = '${number}'`);
    return lines(
      `--- The ${name} by ${from}, as texts.`,
      `${local}.${name}_by_${from} = { ${members.join(', ')} }`,
    );
  });
}

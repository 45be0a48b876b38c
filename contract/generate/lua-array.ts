import { ArrayDeclaration, ArrayItem } from '../define';
import { GENERATED } from './fields';
import { broken, signature, wrapped } from './lua-text';

/** The Lua module that writes a record which is a JSON array, and reads its first items. */
export function luaArray(array: ArrayDeclaration): string {
  const local = `${array.name}_record`;
  return [
    [
      `-- ${GENERATED} contract/records. Edit that.`,
      '--',
      ...wrapped(`Records of \`${array.key}\` (by ${array.by}): ${array.what}, a JSON array.`),
      '--',
      ...array.items.flatMap((item) => wrapped(`${item.name}: ${item.what}${noneOf(item)}`, '  ')),
      `local ${local} = { version = 1 }`,
    ].join('\n'),
    ...(array.head ? [headReader(array, local, array.head)] : []),
    writer(array, local),
    `return ${local}\n`,
  ].join('\n\n');
}

function noneOf({ nullable, optional }: ArrayItem): string {
  return nullable ? '; null for none' : optional ? '; may be left out' : '';
}

function headReader({ items }: ArrayDeclaration, local: string, head: number): string {
  const read = items.slice(0, head);
  const patterns = read.map(({ type }) => (type.is === 'number' ? '(%-?%d+)' : '"([^"]+)"'));
  return [
    ...wrapped(
      `${read.map(({ name }) => name).join(', ')}, as texts; nothing where one is null, or the record is none.`,
    ).map((line) => `-${line}`),
    `function ${local}.head(record)`,
    `\treturn string.match(record, '^%[${patterns.join(',')}')`,
    'end',
  ].join('\n');
}

function writer({ items }: ArrayDeclaration, local: string): string {
  const pieces = items.map((item, i) => {
    const comma = i === 0 ? '' : ',';
    const { name, type, nullable, optional } = item;
    if (optional) return `(${name} and '${comma}' .. ${name} or '')`;
    if (type.is === 'number') return `'${comma}' .. ${name}`;
    if (type.is === 'json') return nullable ? `'${comma}' .. (${name} or 'null')` : `'${comma}' .. ${name}`;
    return nullable
      ? `(${name} and '${comma}"' .. ${name} .. '"' or '${comma}null')`
      : `'${comma}"' .. ${name} .. '"'`;
  });
  const joined = `'[' .. ${pieces.join(' .. ')} .. ']'`.replace(/' \.\. '/g, '');
  return [
    '--- The record of these: numbers as texts, `json` items as JSON text; of what may be none, nil for none.',
    ...signature(
      `function ${local}.write`,
      items.map(({ name }) => name),
    ),
    '\t-- stylua: ignore',
    `\treturn ${broken(joined.split(' .. '))}`,
    'end',
  ].join('\n');
}

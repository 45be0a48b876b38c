import { ArrayDeclaration, ArrayItem } from '../define';
import { camelCase, GENERATED, pascalCase } from './fields';

/** The TypeScript module that reads a record which is a JSON array. */
export function tsArray(array: ArrayDeclaration): string {
  const type = `${pascalCase(array.name)}Record`;
  const { items } = array;
  const choices = items.filter(({ type: { is } }) => is === 'choice');
  return `// ${GENERATED} contract/records. Edit that.
import { arrayItems, intact } from '../../platform/redis';

/** A record of \`${array.key}\` (by ${array.by}): ${array.what}. */
export interface ${type} {
${items.map(member).join('\n')}
}

${choices
  .map(
    ({ name, type: one }) =>
      `export const ${pascalCase(array.name).toUpperCase()}_${name.toUpperCase()}S = [${
        one.is === 'choice' ? one.of.map((word) => `'${word}'`).join(', ') : ''
      }] as const;\n\n`,
  )
  .join('')}/** Reads a record; fails where it is none. */
export function decode${pascalCase(array.name)}(record: string): ${type} {
  const items = arrayItems(record);
  intact(${items.map((item, i) => check(array, item, `items[${i}]`)).join(' &&\n    ')});
  return {
${items.map((item, i) => `    ${camelCase(item.name)}: items[${i}] as ${type}['${camelCase(item.name)}'],`).join('\n')}
  };
}
`;
}

function member({ name, type, what, nullable, optional, as }: ArrayItem): string {
  const plain =
    type.is === 'number'
      ? 'number'
      : type.is === 'choice'
        ? type.of.map((one) => `'${one}'`).join(' | ')
        : as === 'object'
          ? 'Record<string, unknown>'
          : 'string';
  const whole = `${plain}${nullable ? ' | null' : ''}`;
  return `  /** ${what[0]!.toUpperCase()}${what.slice(1)}. */\n  ${camelCase(name)}${optional ? '?' : ''}: ${whole};`;
}

function check(
  array: ArrayDeclaration,
  { name, type, nullable, optional, as }: ArrayItem,
  item: string,
): string {
  const test =
    type.is === 'number'
      ? `Number.isSafeInteger(${item})`
      : type.is === 'choice'
        ? `(${pascalCase(array.name).toUpperCase()}_${name.toUpperCase()}S as readonly unknown[]).includes(${item})`
        : as === 'object'
          ? `typeof ${item} === 'object'`
          : `typeof ${item} === 'string'`;
  if (optional) return `(${item} === undefined || ${test})`;
  return nullable ? `(${item} === null || ${test})` : test;
}

/**
 * The arguments that a script's header declares, and the Lua that reads them: the only place that knows their positions.
 *
 * An argument is `name`, or `name: type`. Types: `text` (the default), `json`, `count` (1 to 2^53 - 1), `amount` (0 to
 * 2^53 - 1), `whole` (any whole number within ±(2^53 - 1)), `flag` (`yes` or `no`), `one|of|these`. A number may be
 * bounded: `count <= 100`. `… or none` is empty for none, which Lua reads as false; `… or false` is false where it is
 * malformed, for a script that decides each item of a batch on its own. Any other malformed value ends the script with
 * INVALID_ARGUMENT before it reads anything.
 *
 * The last may be a group that repeats: `lines (sku, quantity: count)... 1..100`. Lua sees one list for each of its
 * names: `lines.sku[1]`, and `lines.count`.
 */
export interface ScriptArgument {
  name: string;
  type: string;
  /** The largest number allowed. */
  most?: number;
  /** `none`: may be left out. `false`: may be malformed, and the script decides. */
  or?: 'none' | 'false';
}

export interface ArgumentGroup {
  name: string;
  fields: ScriptArgument[];
  least: number;
  most: number;
}

export interface ScriptArgs {
  /** As the header has them. */
  text: string;
  named: ScriptArgument[];
  group?: ArgumentGroup;
}

const NUMBERS = ['count', 'amount', 'whole'];
const TYPES = ['text', 'json', 'flag', ...NUMBERS];

export function parseArguments(script: string, text: string): ScriptArgs {
  const parts = split(text);
  const last = parts.at(-1) ?? '';
  const group = last.includes('(') ? parseGroup(script, last) : undefined;
  const named = (group ? parts.slice(0, -1) : parts).map((part) => parseArgument(script, part));
  return { text: parts.join(', '), named, ...(group ? { group } : {}) };
}

/** Parts between commas; those within parentheses do not count. */
function split(text: string): string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function parseArgument(script: string, text: string): ScriptArgument {
  const [, name, type = 'text', most, or] =
    /^(\w+)(?:: ([\w|]+))?(?: <= (\d+))?(?: or (none|false))?$/.exec(text) ?? [];
  if (!name || !(TYPES.includes(type) || type.includes('|')) || (most && !NUMBERS.includes(type))) {
    throw new Error(`lua/${script}.lua: its header declares the argument "${text}", which is none`);
  }
  return {
    name,
    type,
    ...(most ? { most: Number(most) } : {}),
    ...(or ? { or: or as 'none' | 'false' } : {}),
  };
}

function parseGroup(script: string, text: string): ArgumentGroup {
  const [, name, fields, least, most] = /^(\w+) \((.*)\)\.\.\. (\d+)\.\.(\d+)$/.exec(text) ?? [];
  if (!name) throw new Error(`lua/${script}.lua: its header declares the group "${text}", which is none`);
  return {
    name,
    fields: split(fields!).map((field) => parseArgument(script, field)),
    least: Number(least),
    most: Number(most),
  };
}

/** The Lua that makes a local variable of each argument; `given_arguments` is the list that Redis hands over. */
export function argumentReader({ named, group }: ScriptArgs): string[] {
  return [
    ...named.flatMap((argument, i) => readOne(argument, `given_arguments[${i + 1}]`)),
    ...(group ? readGroup(group, named.length + 1) : []),
  ];
}

function readOne(argument: ScriptArgument, given: string): string[] {
  const { name } = argument;
  const value = reader(argument, given);
  if (isText(argument) && !argument.or) return [`local ${name} = ${given}`];
  if (argument.or === 'false') return [`local ${name} = ${value} or false`];
  const refused = `return { 'INVALID_ARGUMENT', '${camelCase(name)}' }`;
  if (argument.or === 'none') {
    const lines = [`local ${name} = ${given} ~= '' and ${value}`];
    return isText(argument) ? lines : [...lines, `if not ${name} and ${given} ~= '' then ${refused} end`];
  }
  if (argument.type === 'flag') {
    return [`local ${name} = ${given} == 'yes'`, `if not ${name} and ${given} ~= 'no' then ${refused} end`];
  }
  return [`local ${name} = ${value}`, `if not ${name} then ${refused} end`];
}

function isText({ type }: ScriptArgument): boolean {
  return type === 'text' || type === 'json';
}

/** The expression that is the value of an argument, or false or nil where it is malformed. */
function reader({ type, most }: ScriptArgument, given: string): string {
  const bound = most === undefined ? '' : `, ${most}`;
  if (type === 'count') {
    return bound
      ? `integer.within(${given}${bound})`
      : `(integer.counts[${given}] or integer.positive(${given}))`;
  }
  if (type === 'amount') return `integer.amount(${given}${bound})`;
  if (type === 'whole') return `(integer.numbers[${given}] or integer.parse(${given}))`;
  if (!type.includes('|')) return given;
  const words = type.split('|').map((word) => `${given} == '${word}'`);
  return `(${words.join(' or ')}) and ${given}`;
}

function readGroup({ name, fields, least, most }: ArgumentGroup, first: number): string[] {
  const width = fields.length;
  const refused = (what: string): string => `return { 'INVALID_ARGUMENT', '${camelCase(what)}' }`;
  const lists = fields.map((field) => `${name}_${field.name}`);
  return [
    `local ${name} = { count = (#given_arguments - ${first - 1}) / ${width} }`,
    `if ${name}.count < ${least} or ${name}.count > ${most} or ${name}.count % 1 ~= 0 then ${refused(name)} end`,
    `do local ${lists.join(', ')} = ${lists.map(() => '{ nil, nil, nil, nil }').join(', ')}`,
    `for i = 1, ${name}.count do`,
    `local at = ${first - width} + i * ${width}`,
    `local ${fields.map((field) => field.name).join(', ')} = ${fields.map((_, i) => `given_arguments[at + ${i}]`).join(', ')}`,
    ...fields.flatMap((field, place) => {
      const given = field.name;
      const value = reader(field, given);
      const list = `${lists[place]}[i]`;
      if (value === given && !field.or) return [`${list} = ${given}`];
      if (field.or === 'none') return [`${list} = ${given} ~= '' and ${value}`];
      if (field.or === 'false') return [`${list} = ${value} or false`];
      return [`${given} = ${value}`, `if not ${given} then ${refused(given)} end`, `${list} = ${given}`];
    }),
    'end',
    `${fields.map((field) => `${name}.${field.name}`).join(', ')} = ${lists.join(', ')} end`,
  ];
}

function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Text that is sent for a value; empty for none. */
export function sent(value: string | number | boolean | null | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

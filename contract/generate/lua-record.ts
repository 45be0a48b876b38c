import { Field, Group, RecordDeclaration, View } from '../define';
import { fieldsOf, GENERATED, isGroup, isTail, mark, packedFields, separator, versionOf } from './fields';

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

export function wrapped(text: string, indent = ''): string[] {
  const lines: string[] = [];
  let line = `-- ${indent}`;
  for (const word of text.split(' ')) {
    if (line.length + word.length > 118) {
      lines.push(line.trimEnd());
      line = `-- ${indent}  `;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}

function usesNumbers(record: RecordDeclaration): boolean {
  return fieldsOf(record).some(({ lua }) => lua === 'number' || lua === 'both');
}

/** Pattern characters are escaped. */
function quoted(text: string): string {
  return text.replace(/[|]/g, '|').replace(/\n/g, '\\n');
}

function patternOf({ type, none }: Field, last: boolean, first = false): string {
  const digits = none === '-' ? '[%d-]+' : '%d+';
  switch (type.is) {
    case 'count':
    case 'time':
      return digits;
    case 'integer':
      return '%-?%d+';
    case 'choice':
      return '%l+';
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
function captures(
  record: RecordDeclaration,
  version: number,
  wanted: (name: string) => boolean,
  skipsFixed = false,
): Captures {
  const names: string[] = [];
  let pattern = skipsFixed ? '^' : `^${quoted(mark(version))}`;
  const all = fieldsOf(record).filter(({ since = 1 }) => since <= version);
  const last = all.at(-1);
  const add = (field: Field): void => {
    const tail = isTail(field);
    const text = patternOf(field, field === last, field === all[0]);
    const captured = wanted(field.name);
    if (captured) names.push(field.name);
    pattern += tail ? ' ?' : quoted(separator(field, field === all[0]));
    pattern += captured ? `(${text})` : text;
  };
  for (const one of record.fields) {
    if (isGroup(one) && isFixed(one) && skipsFixed) continue;
    if (isGroup(one) && one.apart && wanted(one.group)) {
      names.push(one.group);
      pattern += ' (.+)';
    } else if (!isGroup(one)) {
      if ((one.since ?? 1) > version) continue;
      add(one);
    } else {
      const members = one.fields.filter(({ since = 1 }) => since <= version);
      const captured = wanted(one.group);
      if (captured) {
        names.push(one.group);
        pattern += `${quoted(separator(members[0]!, members[0] === all[0]))}(`;
        const [first, ...rest] = members;
        const firstText = patternOf(first!, first === last, first === all[0]);
        if (wanted(first!.name)) names.push(first!.name);
        pattern += wanted(first!.name) ? `(${firstText})` : firstText;
        rest.forEach(add);
        pattern += ')';
      } else {
        members.forEach(add);
      }
    }
  }
  return { pattern: `${pattern}$`, names };
}

/** Pattern and names up to the last name that is wanted or compared; what follows is not looked at. */
function shortCaptures(
  record: RecordDeclaration,
  version: number,
  { fields: wanted, where }: View,
): Captures {
  const fields = fieldsOf(record).filter(({ since = 1 }) => since <= version);
  const looked = [...wanted, ...Object.keys(where)];
  const end = Math.max(...looked.map((name) => fields.findIndex((field) => field.name === name)));
  const names: string[] = [];
  let pattern = `^${quoted(mark(version))}`;
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

/** Whether all its fields have a fixed width: they stand at a fixed place, where nothing has to be searched. */
function isFixed(group: Group): boolean {
  return group.fields.every(({ type }) => type.is === 'time' && type.digits !== undefined);
}

/** The text that stands for no time where times have a fixed width. */
function never(record: RecordDeclaration): string[] {
  const head = fixedHead(record);
  return head ? [`never = '${'0'.repeat(head.places[0]!.to - head.places[0]!.from + 1)}'`] : [];
}

/** The group of fixed width that a record begins with, and where its fields stand. */
function fixedHead(
  record: RecordDeclaration,
): { group: Group; places: { name: string; from: number; to: number }[] } | undefined {
  const [group] = record.fields;
  if (!group || !isGroup(group) || !isFixed(group)) return undefined;
  let at = mark(versionOf(record)).length + 1;
  const places = group.fields.map(({ name, type }) => {
    const place = { name, from: at, to: at + (type as { digits: number }).digits - 1 };
    at = place.to + 2;
    return place;
  });
  return { group, places };
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

function fixedReaders(record: RecordDeclaration, local: string): string[] {
  const head = fixedHead(record);
  if (!head) return [];
  const { group, places } = head;
  const names = places.map(({ name }) => name);
  const [from, to] = [places[0]!.from, places.at(-1)!.to];
  return [
    ...places.map((place) =>
      lines(
        `--- The text of ${place.name} in a record.`,
        `function ${local}.${place.name}(record)`,
        ...madeNewest(record),
        `\treturn string.sub(record, ${place.from}, ${place.to})`,
        'end',
      ),
    ),
    lines(
      `--- ${group.group} of a record as one text, with these in the place of its own where they are not false.`,
      `function ${local}.${group.group}_of(record, ${names.join(', ')})`,
      ...madeNewest(record),
      `\tif not (${names.join(' or ')}) then`,
      `\t\treturn string.sub(record, ${from}, ${to})`,
      '\tend',
      '\t-- stylua: ignore',
      `\treturn ${places.map((place) => `(${place.name} or string.sub(record, ${place.from}, ${place.to}))`).join(" .. ' '\n\t\t.. ")}`,
      'end',
    ),
  ];
}

/** Fields are found by their place: first a record of an older version becomes one of the newest. */
function madeNewest(record: RecordDeclaration): string[] {
  const newest = mark(versionOf(record));
  if (newest === '') return [];
  return [
    `\tif string.sub(record, 1, ${newest.length}) ~= '${newest}' then`,
    '\t\trecord = upgraded(record) or record',
    '\tend',
  ];
}

/** Readers of the groups that are read apart: their fields as texts, false for none. */
function apartReaders(record: RecordDeclaration, local: string): string[] {
  return record.fields
    .filter(isGroup)
    .filter(({ apart }) => apart)
    .map(({ group, fields }) => {
      const pattern = fields.map((field, i) => `(${patternOf(field, i === fields.length - 1)})`).join(' ');
      const names = fields.map(({ name }) => name);
      return lines(
        `--- ${names.join(', ')} in the text ${group}, as texts; what is none is false. Nothing where the text is none.`,
        `function ${local}.read_${group}(text)`,
        ...returned(fields, `string.match(text, '^${pattern}$')`),
        'end',
      );
    });
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

/** Returns what an expression gives for these fields, with false for none. */
function returned(fields: readonly Field[], expression: string): string[] {
  const names = fields.map(({ name }) => name);
  if (fields.every(({ none }) => none === undefined)) return [`\treturn ${expression}`];
  return [...assigned(names, expression), `\treturn ${valuesOf(fields)}`];
}

function valuesOf(fields: readonly Field[]): string {
  return fields
    .map(({ name, none }) => (none === undefined ? name : `${name} ~= '${none}' and ${name}`))
    .join(', ');
}

function assigned(names: readonly string[], expression: string): string[] {
  const line = `\tlocal ${names.join(', ')} = ${expression}`;
  return line.length <= 116 ? [line] : [`\tlocal ${names.join(', ')} =`, `\t\t${expression}`];
}

/** The function that brings a record of any version to the newest, where there is more than one. */
function older(record: RecordDeclaration, local: string): string[] {
  const newest = versionOf(record);
  if (newest === 1) return [];
  const { pattern: current } = captures(record, newest, () => false);
  const body = [`\tif string.find(record, '${current}') then`, '\t\treturn record', '\tend'];
  // Where a blank may be left out, the mark of a newer version would pass for a word and its tail.
  if (fieldsOf(record).some(isTail))
    body.push("\tif string.find(record, '^%d+|') then", '\t\treturn nil', '\tend');
  for (let version = newest - 1; version >= 1; version -= 1) {
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

/** Reads again what was written by an older version. */
function again(record: RecordDeclaration, names: string[], pattern: string, from = ''): string[] {
  if (versionOf(record) === 1) return [];
  return [
    `\tif not ${names[0]} then`,
    '\t\trecord = upgraded(record)',
    '\t\tif record then',
    `\t\t\t${names.join(', ')} = string.match(record, '${pattern}'${from})`,
    '\t\tend',
    '\tend',
  ];
}

function reader(record: RecordDeclaration, local: string): string {
  return 'values' in record.lua ? valueReader(record, local) : tableReader(record, local, record.lua);
}

/** Whether it is one number and nothing else. */
function isNumber(record: RecordDeclaration): boolean {
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

/** Reads version 1 first, since most records are written so, and then the newest. */
function sparingReader(record: RecordDeclaration, local: string): string {
  const [first, newest] = [captures(record, 1, () => true), captures(record, versionOf(record), () => true)];
  const values = fieldsOf(record).map(({ name, since, reads }) =>
    since === undefined ? name : `'${reads}'`,
  );
  return lines(
    `--- ${newest.names.join(', ')}, as texts; nothing where the record is none.`,
    `function ${local}.read(record)`,
    `\tlocal ${first.names.join(', ')} = string.match(record, '${first.pattern}')`,
    `\tif ${first.names[0]} then`,
    `\t\treturn ${values.join(', ')}`,
    '\tend',
    `\treturn string.match(record, '${newest.pattern}')`,
    'end',
  );
}

/** The condition under which a record is written as version 1, and that record. */
function spared(record: RecordDeclaration): string[] {
  const fields = fieldsOf(record);
  const added = fields.filter(({ since }) => since !== undefined);
  const kept = fields.filter(({ since }) => since === undefined);
  return [
    `\tif ${added.map(({ name, reads }) => `${name} == '${reads}'`).join(' and ')} then`,
    `\t\treturn ${kept.map(({ name }) => name).join(" .. ' ' .. ")}`,
    '\tend',
  ];
}

function orFalse(fields: readonly Field[]): string {
  return fields.some(({ none }) => none !== undefined) ? ', false for none' : '';
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
  return [...assigned(names, expression), ...again(record, names, pattern), `\treturn ${valuesOf(fields)}`];
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
    ...assigned(names, `string.match(record, '${pattern}'${from})`),
    ...again(record, names, pattern, from),
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

function view(record: RecordDeclaration, local: string, name: string, of: View): string {
  const isOfGroup = record.fields.some((one) => isGroup(one) && of.fields.includes(one.group));
  const { pattern, names } = isOfGroup
    ? captures(record, versionOf(record), (one) => of.fields.includes(one))
    : shortCaptures(record, versionOf(record), of);
  const fields = fieldsOf(record).filter((field) => of.fields.includes(field.name));
  const where = Object.entries(of.where).map(([field, text]) => `${field} \`${text}\``);
  const only = where.length === 0 ? '' : ` of a record with ${where.join(', ')}`;
  return lines(
    `--- ${names.join(', ')}${only}, as texts${orFalse(fields)}; nothing where the record begins otherwise.`,
    `function ${local}.${name}(record)`,
    ...matched(record, fields, names, pattern),
    'end',
  );
}

/** Texts of fields, or of groups, joined. */
function writer(record: RecordDeclaration, local: string): string {
  const groups = record.fields.filter(isGroup).map((one) => joiner(record, local, one.group, one.fields));
  const fields = record.writesFields ? [joiner(record, local, 'write_fields', fieldsOf(record))] : [];
  return [joiner(record, local, 'write', record.fields), ...fields, ...groups].join('\n');
}

/** A record with another text in the place of one field. */
function replacer(record: RecordDeclaration, local: string, name: string): string {
  const fields = fieldsOf(record);
  const place = fields.findIndex((field) => field.name === name);
  const patterns = fields
    .slice(0, place + 1)
    .map((field, i) => quoted(separator(field, i === 0)) + (i < place ? patternOf(field, false) : ''));
  const before = quoted(mark(versionOf(record))) + patterns.join('');
  const captures = `${before === '' ? '' : `(${before})`}${patternOf(fields[place]!, false)}(.*)`;
  return lines(
    `--- The record with another ${name}; nil where it is none.`,
    `function ${local}.with_${name}(record, ${name})`,
    `\tlocal ${before === '' ? '' : 'before, '}rest = string.match(record, '^${captures}$')`,
    `\treturn rest and ${before === '' ? '' : 'before .. '}${name} .. rest`,
    'end',
  );
}

function joiner(
  record: RecordDeclaration,
  local: string,
  name: string,
  parts: readonly (Field | Group)[],
): string {
  const whole = parts === record.fields || name === 'write_fields';
  const first = fieldsOf(record)[0];
  const names = parts.map((one) => (isGroup(one) ? one.group : one.name));
  const pieces: string[] = whole && mark(versionOf(record)) ? [`'${mark(versionOf(record))}'`] : [];
  parts.forEach((one, i) => {
    const field = isGroup(one) ? one.fields[0]! : one;
    const between = i === 0 ? '' : quoted(separator(field, field === first));
    const value = names[i]!;
    if (!isGroup(one) && isTail(one)) pieces.push(`(${value} and ' ' .. ${value} or '')`);
    else {
      if (between) pieces.push(`'${between}'`);
      pieces.push(isGroup(one) || one.none === undefined ? value : `(${value} or '${one.none}')`);
    }
  });
  return lines(
    whole
      ? `--- The record of these${name === 'write' ? '' : ' fields'}, given as texts; of what may be none, false or nil for none.`
      : `--- These fields as one text, for \`${name}\` of the record.`,
    ...signature(`function ${local}.${name}`, names),
    ...(whole && record.sparing ? spared(record) : []),
    '\t-- stylua: ignore',
    `\treturn ${broken(pieces)}`,
    'end',
  );
}

/** Pieces joined by `..`, in lines of at most 120 characters. */
export function broken(pieces: string[]): string {
  const out: string[] = [];
  let line = '';
  for (const piece of pieces) {
    const next = line === '' ? piece : `${line} .. ${piece}`;
    if (next.length > 100) {
      out.push(line);
      line = `.. ${piece}`;
    } else line = next;
  }
  return [...out, line].join('\n\t\t');
}

export function lines(...all: string[]): string {
  return `${all.join('\n')}\n`;
}

/** The first line of a function; its parameters stand on lines of their own where they are many. */
export function signature(start: string, parameters: readonly string[]): string[] {
  const line = `${start}(${parameters.join(', ')})`;
  if (line.length <= 120) return [line];
  return [`${start}(`, ...parameters.map((one, i) => `\t${one}${i < parameters.length - 1 ? ',' : ''}`), ')'];
}

import { RecordDeclaration, View } from '../define';
import { fieldsOf, mark, versionOf } from './fields';
import { captures, shortCaptures } from './lua-patterns';
import { lines, orFalse, returned, valuesOf, where } from './lua-text';

/** Versions between the first and the newest, the newer first: nothing writes them any more. */
function between(record: RecordDeclaration): number[] {
  return Array.from({ length: Math.max(0, versionOf(record) - 2) }, (_, i) => versionOf(record) - 1 - i);
}

/** Assigns the fields of version 1, in which most records are written; where it is none, those of a later one. */
export function sparingCaptures(record: RecordDeclaration, wanted: (name: string) => boolean): string[] {
  const [first, newest] = [captures(record, 1, wanted), captures(record, versionOf(record), wanted)];
  const added = fieldsOf(record).filter(({ name, since }) => since !== undefined && wanted(name));
  const names = added.map(({ name }) => name);
  return [
    `\tlocal ${first.names.join(', ')} =`,
    `\t\tstring.match(record, '${first.pattern}')`,
    `\tlocal ${names.join(', ')} = ${added.map(({ reads }) => `'${reads}'`).join(', ')}`,
    `\tif not ${first.names[0]} then`,
    `\t\t${newest.names.join(', ')} =`,
    `\t\t\tstring.match(record, '${newest.pattern}')`,
    '\tend',
    ...between(record).flatMap((version) => {
      const { names: there, pattern } = captures(record, version, wanted);
      const missing = added.filter(({ since = 1 }) => since > version);
      return [
        `\tif not ${first.names[0]} then`,
        `\t\t${there.join(', ')} =`,
        `\t\t\tstring.match(record, '${pattern}')`,
        ...missing.map(({ name, reads }) => `\t\t${name} = '${reads}'`),
        '\tend',
      ];
    }),
  ];
}

/** Reads version 1 first, since most records are written so, and then the newest. */
export function sparingReader(record: RecordDeclaration, local: string): string {
  const fields = fieldsOf(record);
  const body = fields.some(({ none }) => none !== undefined)
    ? [...sparingCaptures(record, () => true), `\treturn ${valuesOf(fields)}`]
    : sparingTexts(record);
  const names = fields.map(({ name }) => name).join(', ');
  return lines(
    `--- ${names}, as texts${orFalse(fields)}; nothing where the record is none.`,
    `function ${local}.read(record)`,
    ...body,
    'end',
  );
}

/** Where nothing may be none, they are returned as they are read. */
function sparingTexts(record: RecordDeclaration): string[] {
  const older = [1, ...between(record)].flatMap((version) => {
    const { names, pattern } = captures(record, version, () => true);
    const values = fieldsOf(record).map(({ name, since = 1, reads }) =>
      since <= version ? name : `'${reads}'`,
    );
    return [
      `\t${version === 1 ? 'local ' : ''}${names.join(', ')} = string.match(record, '${pattern}')`,
      `\tif ${names[0]} then`,
      `\t\treturn ${values.join(', ')}`,
      '\tend',
    ];
  });
  const { pattern } = captures(record, versionOf(record), () => true);
  return [...older, `\treturn string.match(record, '${pattern}')`];
}

/** Reads some fields: all versions at once where all begin with them. */
export function sparingView(record: RecordDeclaration, local: string, name: string, of: View): string {
  const versions = [versionOf(record), ...between(record)];
  const first = shortCaptures(record, 1, of);
  const later = versions.map((version) => shortCaptures(record, version, of));
  const fields = fieldsOf(record).filter((field) => of.fields.includes(field.name));
  const names = fields.map((field) => field.name).join(', ');
  const added = fields.filter(({ since }) => since !== undefined);
  const begins =
    added.length === 0 &&
    versions.every((version, i) => later[i]!.pattern === `^${mark(version)}${first.pattern.slice(1)}`);
  const marks = versions.length > 1 ? `[${versions.toReversed().join('')}]` : versions.join('');
  const body = begins
    ? returned(fields, `string.match(record, '^${marks}?|?${first.pattern.slice(1)}')`)
    : [
        `\tlocal ${first.names.join(', ')} =`,
        `\t\tstring.match(record, '${first.pattern}')`,
        ...added.map(({ name: field, reads }) => `\tlocal ${field} = '${reads}'`),
        ...later.flatMap((captured) => [
          `\tif not ${first.names[0]} then`,
          `\t\t${captured.names.join(', ')} =`,
          `\t\t\tstring.match(record, '${captured.pattern}')`,
          '\tend',
        ]),
        `\treturn ${valuesOf(fields)}`,
      ];
  return lines(
    `--- ${names}${where(of)}, as texts${orFalse(fields)}; nothing where the record begins otherwise.`,
    `function ${local}.${name}(record)`,
    ...body,
    'end',
  );
}

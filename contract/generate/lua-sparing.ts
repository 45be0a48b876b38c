import { RecordDeclaration, View } from '../define';
import { fieldsOf, mark, versionOf } from './fields';
import { captures, shortCaptures } from './lua-patterns';
import { lines, orFalse, returned, valuesOf } from './lua-text';

/** Assigns the fields of version 1, in which most records are written; where it is none, those of the newest. */
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
  const [first, newest] = [captures(record, 1, () => true), captures(record, versionOf(record), () => true)];
  const values = fieldsOf(record).map(({ name, since, reads }) =>
    since === undefined ? name : `'${reads}'`,
  );
  return [
    `\tlocal ${first.names.join(', ')} = string.match(record, '${first.pattern}')`,
    `\tif ${first.names[0]} then`,
    `\t\treturn ${values.join(', ')}`,
    '\tend',
    `\treturn string.match(record, '${newest.pattern}')`,
  ];
}

/** Reads fields that no version has brought: both versions at once where both begin with them. */
export function sparingView(record: RecordDeclaration, local: string, name: string, of: View): string {
  const version = versionOf(record);
  const [first, newest] = [shortCaptures(record, 1, of), shortCaptures(record, version, of)];
  const names = first.names.join(', ');
  const fields = fieldsOf(record).filter((field) => of.fields.includes(field.name));
  const begins = newest.pattern === `^${mark(version)}${first.pattern.slice(1)}`;
  const body = begins
    ? returned(fields, `string.match(record, '^${version}?|?${first.pattern.slice(1)}')`)
    : [
        `\tlocal ${names} =`,
        `\t\tstring.match(record, '${first.pattern}')`,
        `\tif not ${first.names[0]} then`,
        `\t\t${names} =`,
        `\t\t\tstring.match(record, '${newest.pattern}')`,
        '\tend',
        `\treturn ${valuesOf(fields)}`,
      ];
  return lines(
    `--- ${names}, as texts${orFalse(fields)}; nothing where the record begins otherwise.`,
    `function ${local}.${name}(record)`,
    ...body,
    'end',
  );
}

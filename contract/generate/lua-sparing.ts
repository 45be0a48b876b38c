import { RecordDeclaration, View } from '../define';
import { fieldsOf, versionOf } from './fields';
import { captures, shortCaptures } from './lua-patterns';
import { lines, orFalse, valuesOf } from './lua-text';

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

/** Reads fields that all versions begin with. */
export function sparingView(record: RecordDeclaration, local: string, name: string, of: View): string {
  const { pattern, names } = shortCaptures(record, 1, of);
  return lines(
    `--- ${names.join(', ')}, as texts; nothing where the record begins otherwise.`,
    `function ${local}.${name}(record)`,
    `\treturn string.match(record, '^2?|?${pattern.slice(1)}')`,
    'end',
  );
}

import { Group, RecordDeclaration } from '../define';
import { isGroup, mark, versionOf } from './fields';
import { lines } from './lua-text';

/** Whether all its fields have a fixed width: they stand at a fixed place, where nothing has to be searched. */
export function isFixed(group: Group): boolean {
  return group.fields.every(({ type }) => type.is === 'time' && type.digits !== undefined);
}

/** The text that stands for no time where times have a fixed width. */
export function never(record: RecordDeclaration): string[] {
  const head = fixedHead(record);
  return head ? [`never = '${'0'.repeat(head.places[0]!.to - head.places[0]!.from + 1)}'`] : [];
}

/** The group of fixed width that a record begins with, and where its fields stand. */
export function fixedHead(
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

export function fixedReaders(record: RecordDeclaration, local: string): string[] {
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
      ...firstAlone(places),
      '\t-- stylua: ignore',
      `\treturn ${places.map((place) => `(${place.name} or string.sub(record, ${place.from}, ${place.to}))`).join(" .. ' '\n\t\t.. ")}`,
      'end',
    ),
  ];
}

/** Mostly the first time alone is another, and the rest of the text stays as one piece. Some time is another here. */
function firstAlone(places: { name: string; from: number; to: number }[]): string[] {
  const [first, ...others] = places;
  if (others.length === 0) return [];
  const rest = `string.sub(record, ${first!.to + 1}, ${others.at(-1)!.to})`;
  return [
    `\tif not (${others.map(({ name }) => name).join(' or ')}) then`,
    `\t\treturn ${first!.name} .. ${rest}`,
    '\tend',
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

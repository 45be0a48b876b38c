import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { versionOf } from '../../contract/generate/fields';
import { records } from '../../contract/records';

const manual = readFileSync(join(__dirname, '../../docs/operations.md'), 'utf8');

/** Keys and versions of the table of records, each pair once. */
function told(): string[] {
  const table = /\n\| record .*\n\|[-| ]+\n((?:\|.*\n)+)/.exec(manual)![1]!;
  const rows = [...table.matchAll(/^\| `(\w+)` +\| ([\d, ]+)\|/gm)];
  expect(rows).toHaveLength(table.trim().split('\n').length);
  const pairs = rows.flatMap(([, key, versions]) =>
    versions!.split(',').map((one) => `${key} ${one.trim()}`),
  );
  return [...new Set(pairs)].sort();
}

/** Those that the declarations have: a record that never changed has version 1 alone, which all releases read. */
function declared(): string[] {
  const pairs = records.flatMap((record) =>
    Array.from({ length: versionOf(record) - 1 }, (_, i) => `${record.key} ${i + 2}`),
  );
  return [...new Set(pairs)].sort();
}

it('the manual says of each version of a record what an older release cannot read', () => {
  expect(told()).toEqual(declared());
});

import { Field, RecordDeclaration, View } from '../../../contract/define';
import { isGroup, versionOf } from '../../../contract/generate/fields';
import { records } from '../../../contract/records';
import { wrongBetween, wrongFields } from '../../support/record-damage';
import { areLines, orFalse } from '../../support/record-forms';
import { describeRecords, useRecordLua } from '../../support/record-lua';
import { fieldsOf, joined, samplesOf, textOf, Texts } from '../../support/record-samples';

const lua = useRecordLua();

/** The texts of a record that the view reads: those that it asks for are the sample's, or none. */
function textsFor(record: RecordDeclaration, where: View['where'], sample: Texts): Texts {
  const texts = { ...sample };
  for (const [name, text] of Object.entries(where)) {
    const none = fieldsOf(record).find((field) => field.name === name)!.none;
    texts[name] = none === text ? null : text;
  }
  return texts;
}

/** Records that the view gives nothing of: damaged up to the last field that it looks at. */
function damagedFor(record: RecordDeclaration, texts: Texts, end: number): string[] {
  const all = fieldsOf(record);
  const text = textOf(record, versionOf(record), texts);
  const short = { ...record, fields: all.slice(0, end) };
  const head = textOf(short, versionOf(record), texts);
  const cut = end < all.length ? [head, `${head}\n`] : [];
  const between = wrongBetween(short, texts, ['*', '|', '\n', '  ']).filter((one) => !one.endsWith(' more'));
  const rest = text.slice(head.length);
  return [...cut, ...between.map((one) => one + rest), ...wrongFields(record, texts, end)];
}

const viewsOf = ({ views = {} }: RecordDeclaration): [string, View][] =>
  Object.entries(views).map(([name, view]) => [name, 'where' in view ? view : { fields: view, where: {} }]);

describeRecords(
  (record) => {
    const all = fieldsOf(record);

    it.each(viewsOf(record))('has a view that reads as far as what it gives: %s', async (name, view) => {
      const { fields: wanted, where } = view;
      const groups = record.fields.filter(isGroup).filter(({ group }) => wanted.includes(group));
      const named: Field[] = all.filter((field) => wanted.includes(field.name));
      const end = groups.length > 0 ? all.length : all.indexOf(named.at(-1)!) + 1;
      for (const texts of samplesOf(record).map((sample) => textsFor(record, where, sample))) {
        const read = (text: string): Promise<unknown[]> => lua.call(record, name, text);
        const written = (more: Texts): string => textOf(record, versionOf(record), { ...texts, ...more });
        const inGroups = groups.map(({ fields }) => joined(fields, texts));
        expect(await read(written({}))).toEqual([...inGroups, ...orFalse(texts, named)]);
        for (const field of Object.keys(where)) {
          const other = written({ [field]: where[field] === '-' ? 'x' : `${where[field]}1` });
          expect([other, await read(other)]).toEqual([other, []]);
        }
        for (const wrong of damagedFor(record, texts, end)) {
          if (end === all.length && (await lua.read(record, wrong)).length > 0) continue;
          const found = await read(wrong);
          const passes = named.every(({ type }, i) => type.is !== 'lines' || areLines(found[i]));
          expect([wrong, passes ? found : []]).toEqual([wrong, []]);
        }
      }
    });
  },
  records.filter((record) => viewsOf(record).length > 0),
);

import { isGroup, versionOf } from '../../../contract/generate/fields';
import { hasFixedHead } from '../../support/record-forms';
import { describeRecords, useRecordLua } from '../../support/record-lua';
import { fieldsOf, joined, samplesOf, textOf, writtenOf } from '../../support/record-samples';

const lua = useRecordLua();

describeRecords((record) => {
  const version = versionOf(record);
  const samples = samplesOf(record);

  it('is written of all its fields, or with another text for one, where Lua does so', async () => {
    for (const texts of samples) {
      const text = textOf(record, version, texts);
      const values = fieldsOf(record).map(({ name }) => texts[name] ?? null);
      if (record.writesFields)
        expect(await lua.call(record, 'write_fields', ...values)).toEqual([writtenOf(record, texts)]);
      for (const name of record.replaces ?? []) {
        const changed = await lua.call(record, `with_${name}`, text, 'other');
        expect(changed).toEqual([textOf(record, version, { ...texts, [name]: 'other' })]);
        if (fieldsOf(record)[0]!.name !== name) continue;
        for (const wrong of ['', `1${text}`, ` ${text}`])
          expect([wrong, await lua.call(record, `with_${name}`, wrong, 'other')]).toEqual([wrong, []]);
      }
    }
  });

  it('has times of a fixed width at its head, to be replaced in every combination', async () => {
    const [head] = record.fields;
    if (!isGroup(head!) || !hasFixedHead(record)) return;
    const texts = samples[0]!;
    const text = textOf(record, version, texts);
    for (const { name } of head.fields) expect(await lua.call(record, name, text)).toEqual([texts[name]]);
    for (let chosen = 0; chosen < 2 ** head.fields.length; chosen++) {
      const given = head.fields.map((_, i) => (chosen & (1 << i) ? `000000000000${i + 1}` : null));
      const other = Object.fromEntries(head.fields.map(({ name }, i) => [name, given[i] ?? texts[name]!]));
      const times = await lua.call(record, `${head.group}_of`, text, ...given);
      expect(times).toEqual([joined(head.fields, other)]);
    }
  });
});

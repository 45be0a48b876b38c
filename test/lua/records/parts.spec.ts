import { isGroup, packedFields, versionOf } from '../../../contract/generate/fields';
import { wrongBetween, wrongFields } from '../../support/record-damage';
import { orFalse } from '../../support/record-forms';
import { describeRecords, useRecordLua } from '../../support/record-lua';
import { fieldsOf, joined, samplesOf, textOf } from '../../support/record-samples';

const lua = useRecordLua();

describeRecords((record, codec) => {
  const samples = samplesOf(record);
  const whole = textOf(record, versionOf(record), samples[0]!);

  it('has readers of their own for groups of fields', async () => {
    for (const { group, fields } of record.fields.filter(isGroup).filter(({ apart }) => apart)) {
      const none = async (wrong: string): Promise<void> =>
        expect([wrong, await lua.call(record, `read_${group}`, wrong)]).toEqual([wrong, []]);
      for (const texts of samples) {
        const read = await lua.call(record, `read_${group}`, joined(fields, texts));
        expect(read).toEqual(orFalse(texts, fields));
        const alone = { ...record, fields };
        for (const wrong of [...wrongFields(alone, texts), ...wrongBetween(alone, texts)])
          if (!codec().isWhole(whole.replace(joined(fields, samples[0]!), wrong))) await none(wrong);
      }
    }
  });

  it('has readers of their own for texts of several words', async () => {
    for (const { name, of } of packedFields(record)) {
      const none = async (wrong: string): Promise<void> =>
        expect([wrong, await lua.call(record, `read_${name}`, wrong)]).toEqual([wrong, []]);
      for (const words of [of.map((_, i) => `w-${i}`), of.map(({ none }, i) => (none ? null : `w-${i}`))]) {
        const text = words.map((word, i) => word ?? of[i]!.none).join('*');
        expect(await lua.call(record, name, ...words)).toEqual([text]);
        expect(await lua.call(record, `read_${name}`, text)).toEqual(words.map((word) => word ?? false));
        const empty = of.map((_, i) => words.toSpliced(i, 1, '').join('*'));
        const fewer = ['', 'w', words.slice(1).join('*')];
        for (const wrong of [...fewer, ...empty, `${text}*`, `*${text}`, `${text}*w`]) await none(wrong);
      }
    }
  });

  it('knows the words of a choice, and the numbers that follow from them', async () => {
    for (const { name, type, checked } of fieldsOf(record)) {
      if (!checked || type.is !== 'choice') continue;
      for (const word of [...type.of, 'lost', '', `${type.of[0]!}x`])
        expect(await lua.call(record, `is_${name}`, word)).toEqual([type.of.includes(word)]);
    }
    for (const [name, { from, numbers }] of Object.entries(record.derived ?? {})) {
      const found = await lua.run(record, `return cjson.encode(${record.name}_record.${name}_by_${from})`);
      const texts = Object.entries(numbers).map(([word, number]) => [word, String(number)]);
      expect(JSON.parse(String(found))).toEqual(Object.fromEntries(texts));
    }
  });
});

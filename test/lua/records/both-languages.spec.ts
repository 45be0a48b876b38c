import { versionOf } from '../../../contract/generate/fields';
import { newerThan } from '../../support/record-damage';
import { expected } from '../../support/record-forms';
import { describeRecords, useRecordLua } from '../../support/record-lua';
import { fieldsOf, samplesOf, textOf, valuesOf, writtenOf } from '../../support/record-samples';

const lua = useRecordLua();

describeRecords((record, codec) => {
  const version = versionOf(record);
  const samples = samplesOf(record);
  const added = fieldsOf(record).filter(({ since }) => since !== undefined);

  it('that TypeScript writes is read by Lua, and written again to the letter', async () => {
    for (const texts of samples) {
      const text = codec().encode(valuesOf(record, texts));
      expect(text).toBe(writtenOf(record, texts));
      expect(await lua.read(record, text)).toEqual(expected(record, texts, text));
      expect(await lua.written(record, texts)).toBe(text);
      expect(codec().decode(text)).toEqual(valuesOf(record, texts));
    }
  });

  it('with nothing in its newest fields is written as version 1 where it is sparing', async () => {
    if (!record.sparing) return;
    for (const sample of samples) {
      const texts = {
        ...sample,
        ...Object.fromEntries(added.map(({ name, reads, none }) => [name, reads === none ? null : reads!])),
      };
      const text = textOf(record, 1, texts);
      expect(await lua.written(record, texts)).toBe(text);
      expect(codec().encode(valuesOf(record, texts))).toBe(text);
    }
  });

  it('of an older version is read with its default', async () => {
    for (let older = 1; older < version; older += 1) {
      for (const texts of samples) {
        const filled = { ...texts };
        for (const { name, since = 1, reads, none } of fieldsOf(record)) {
          if (since > older) filled[name] = reads === none ? null : reads!;
        }
        const text = textOf(record, older, texts);
        expect(await lua.read(record, text)).toEqual(expected(record, filled, text));
        expect(codec().decode(text)).toEqual(valuesOf(record, filled));
      }
    }
  });

  it('of a newer version is none, to Lua and to TypeScript', async () => {
    for (const text of samples.flatMap((texts) => newerThan(record, texts))) {
      const isWhole = codec().isWhole(text);
      if (version === 1 && isWhole) continue; // begins with a word, which may be `9|word`
      expect([text, await lua.read(record, text), isWhole]).toEqual([text, [], false]);
    }
  });
});

import { versionOf } from '../../../contract/generate/fields';
import { records } from '../../../contract/records';
import { damagedOf, newerThan } from '../../support/record-damage';
import { describeRecords, useRecordLua } from '../../support/record-lua';
import { samplesOf, textOf } from '../../support/record-samples';

const lua = useRecordLua();

/** Those of several versions; a sparing record of version 1 is as it should be. */
const upgraded = records.filter((record) => versionOf(record) > 1 && !record.sparing);

describeRecords((record, codec) => {
  const version = versionOf(record);

  it('of an older version is written as the newest, and nothing else is', async () => {
    const again = (text: string): string =>
      text.startsWith(`${version}|`) ? text : codec().encode(codec().decode(text));
    for (const texts of samplesOf(record)) {
      const versions = Array.from({ length: version }, (_, i) => textOf(record, i + 1, texts));
      const others = [`x${versions.at(-1)}`, ...newerThan(record, texts), ...damagedOf(record, texts)];
      for (const text of [...versions, ...others]) {
        const expected = codec().isWhole(text) ? [again(text)] : [];
        expect([text, await lua.call(record, 'upgraded', text)]).toEqual([text, expected]);
      }
    }
  });
}, upgraded);

import { damagedOf } from '../../support/record-damage';
import { describeRecords, useRecordLua } from '../../support/record-lua';
import { samplesOf } from '../../support/record-samples';

const lua = useRecordLua();

describeRecords((record, codec) => {
  it('is damaged to Lua where it is to TypeScript', async () => {
    for (const text of samplesOf(record).flatMap((texts) => damagedOf(record, texts)))
      expect([text, await lua.isWhole(record, text)]).toEqual([text, codec().isWhole(text)]);
  });
});

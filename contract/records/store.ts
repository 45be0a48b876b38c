import { RecordDeclaration, time, word } from '../define';

export const store: RecordDeclaration = {
  name: 'store',
  room: 'stores',
  shared: true,
  key: 'store',
  by: 'store, one key each',
  what: 'the settings that a store was created with; they never change',
  fields: [
    { name: 'currency', type: word, what: 'the default currency of minor units' },
    { name: 'time_zone', type: word, what: 'whose midnights begin a day' },
    { name: 'created_ms', type: time, what: 'when it was created' },
  ],
  lua: { values: true },
};

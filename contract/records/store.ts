import { RecordDeclaration, time, word } from '../define';

export const store: RecordDeclaration = {
  name: 'store',
  room: 'stores',
  shared: true,
  key: 'store',
  by: 'store, one key each',
  what: 'what a store was created with; it never changes',
  fields: [
    { name: 'currency', type: word, what: 'what minor units are of where nothing else is said' },
    { name: 'time_zone', type: word, what: 'whose midnights begin a day' },
    { name: 'created_ms', type: time, what: 'when it was created' },
  ],
  lua: { values: true },
};

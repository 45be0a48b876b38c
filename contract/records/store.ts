import { count, Field, RecordDeclaration, time, word } from '../define';

/** Values that hold where a call, or an account, says nothing of its own. */
const defaults: readonly Field[] = [
  { name: 'ttl_seconds', what: 'how long a reservation keeps units back' },
  { name: 'per_transfer', what: 'the most that one transfer may take out of an account' },
  { name: 'daily', what: 'the most that may go out of an account on a day' },
].map((field) => ({ ...field, type: count, none: '-', since: 2, reads: '-' }));

export const store: RecordDeclaration = {
  name: 'store',
  room: 'stores',
  shared: true,
  key: 'store',
  by: 'store, one key each',
  what: 'the settings of a store; currency and time zone never change',
  fields: [
    { name: 'currency', type: word, what: 'the default currency of minor units' },
    { name: 'time_zone', type: word, what: 'whose midnights begin a day' },
    { name: 'created_ms', type: time, what: 'when it was created' },
    ...defaults,
  ],
  sparing: true,
  lua: { values: true },
};

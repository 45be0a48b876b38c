import { choice, count, RecordDeclaration, time, word } from '../define';

export const wait: RecordDeclaration = {
  name: 'wait',
  room: 'inventory',
  key: 'waits',
  by: 'id',
  what: 'somebody who waits for units of a SKU',
  fields: [
    {
      name: 'state',
      type: choice('waiting', 'promoted', 'expired', 'cancelled'),
      what: 'its state, as last noticed',
      lua: 'text',
    },
    { name: 'expires_ms', type: time, what: 'how long it waits at most', lua: 'text' },
    { name: 'ended_ms', type: time, what: 'when it ended; 0 until then', lua: 'text' },
    { name: 'granted', type: count, none: '-', what: 'units that it was promoted with', lua: 'text' },
    { name: 'reservation', type: word, what: 'the reservation that it becomes', lua: 'text' },
    { name: 'sku', type: word, what: 'the SKU', lua: 'text' },
    { name: 'quantity', type: count, what: 'units that it waits for', lua: 'both' },
    { name: 'at_least', type: count, none: '-', what: 'units that it takes instead', lua: 'text' },
    { name: 'hold_seconds', type: count, what: 'how long its reservation lasts', lua: 'text' },
    { name: 'sequence', type: count, what: 'its place in the order of arrival at the SKU', lua: 'text' },
    { name: 'created_ms', type: time, what: 'when it was made', lua: 'text' },
    { name: 'owner', type: word, what: 'who waits', lua: 'text' },
  ],
  lua: { given: ['id'] },
};

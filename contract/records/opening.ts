import { count, integer, RecordDeclaration, time } from '../define';

/** Where a history begins whose first part has left for the archive; its own numbers begin with 1, so that 0 is free. */
export const movementOpening: RecordDeclaration = {
  name: 'movement_opening',
  room: 'inventory',
  key: 'movements',
  by: '`SKU/0`',
  what: 'what the movements of a SKU came to that have left for the archive',
  fields: [
    { name: 'sequence', type: count, what: 'the number of the last one of them' },
    { name: 'at_ms', type: time, what: 'when that happened' },
    { name: 'on_hand', type: integer, what: 'units that came to on hand in all' },
    { name: 'reserved', type: integer, what: 'units that came to reserved in all' },
    { name: 'sold', type: integer, what: 'units that were sold in all' },
  ],
  isPart: true,
  lua: { values: true },
};

export const entryOpening: RecordDeclaration = {
  name: 'entry_opening',
  room: 'ledger',
  key: 'entries',
  by: '`account/0`',
  what: 'what the entries of an account came to that have left for the archive',
  fields: [
    { name: 'sequence', type: count, what: 'the number of the last one of them' },
    { name: 'at_ms', type: time, what: 'when that was written' },
    {
      name: 'balance',
      type: integer,
      what: 'minor units that came in by them in all, which is the balance after it',
    },
  ],
  isPart: true,
  lua: { values: true },
};

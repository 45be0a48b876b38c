import { count, RecordDeclaration, word } from '../define';

export const stock: RecordDeclaration = {
  name: 'stock',
  room: 'inventory',
  key: 'stock',
  by: 'SKU',
  what: 'the units of a SKU',
  fields: [
    { name: 'on_hand', type: count, what: 'units in the warehouse' },
    { name: 'reserved', type: count, what: 'units that active reservations keep back' },
    { name: 'sequence', type: count, what: 'the number of its newest movement' },
    {
      name: 'safety_stock',
      type: count,
      since: 2,
      reads: '0',
      what: 'units that are kept for safety, and not sold',
    },
  ],
  sparing: true,
  lua: { values: true },
};

/** Part of replies: what callers are told of a SKU. Replies are recorded, so that older ones are read for ever. */
export const stockView: RecordDeclaration = {
  name: 'stock_view',
  room: 'inventory',
  key: 'operation',
  by: 'operation, as part of its reply',
  what: 'the stock of a SKU as callers are told it',
  fields: [
    { name: 'sku', type: word, what: 'the SKU' },
    { name: 'on_hand', type: count, what: 'units in the warehouse' },
    { name: 'reserved', type: count, what: 'units that reservations keep back' },
    { name: 'sold', type: count, what: 'units that were sold' },
    { name: 'available', type: count, none: '-', since: 2, reads: '-', what: 'units that may be sold' },
    {
      name: 'safety_stock',
      type: count,
      since: 3,
      reads: '0',
      what: 'units that are kept for safety, and not sold',
    },
  ],
  lua: { values: true },
};

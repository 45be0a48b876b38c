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
      name: 'rules',
      type: word,
      since: 2,
      reads: '0',
      what: 'its rules, a record `stock_rules`',
    },
  ],
  sparing: true,
  lua: { values: true },
};

/** Part of the record of a SKU, taken apart where there is more to it than 0. */
export const stockRules: RecordDeclaration = {
  name: 'stock_rules',
  room: 'inventory',
  key: 'stock',
  by: 'SKU, as a part of its record',
  isPart: true,
  what: 'rules for the units of one SKU',
  fields: [
    { name: 'safety_stock', type: count, what: 'units that are kept for safety, and not sold' },
    {
      name: 'low_stock',
      type: count,
      none: '-',
      after: ';',
      since: 2,
      reads: '-',
      what: 'the number of available units at which few are left',
    },
    {
      name: 'line',
      type: count,
      after: ';',
      since: 2,
      reads: '0',
      what: 'whether somebody waits for its units: 0 nobody, 1 a line stands, 2 the line has to be run on',
    },
    {
      name: 'campaigns',
      type: word,
      none: '-',
      after: ';',
      since: 2,
      reads: '-',
      what: 'its campaigns, as `number:opens_ms:closes_ms` with `,` between them; 0 for no such time',
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
    {
      name: 'low_stock',
      type: count,
      none: '-',
      since: 4,
      reads: '-',
      what: 'the number of available units at which few are left',
    },
  ],
  lua: { values: true },
};

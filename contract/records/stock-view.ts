import { count, RecordDeclaration, time, word } from '../define';

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
  ],
  lua: { values: true },
};

/** Part of replies: a deduction, or its reversal. */
export const deductionView: RecordDeclaration = {
  name: 'deduction_view',
  room: 'inventory',
  key: 'operation',
  by: 'operation, as part of its reply',
  what: 'a deduction as callers are told it',
  fields: [
    { name: 'id', type: word, what: 'the deduction' },
    { name: 'quantity', type: count, what: 'units that it took, or gave back' },
    { name: 'from', type: count, what: 'units on hand before' },
    { name: 'to', type: count, what: 'units on hand after' },
    { name: 'available', type: count, what: 'units that may be sold after' },
    { name: 'at_ms', type: time, what: 'when it happened' },
  ],
  lua: { values: true },
};

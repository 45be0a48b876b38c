import { count, RecordDeclaration, time, word } from '../define';

export const deduction: RecordDeclaration = {
  name: 'deduction',
  room: 'inventory',
  key: 'deductions',
  by: 'id',
  what: 'a deduction, or by `id/reversal` a reversal: where it is found among the movements',
  fields: [
    { name: 'movement', type: word, what: 'the field of its movement, SKU/sequence' },
    {
      name: 'available',
      type: count,
      none: '-',
      since: 2,
      reads: '-',
      what: 'units that might be sold after it, as it was answered; older records do not tell',
    },
    {
      name: 'reversed',
      type: count,
      none: '-',
      since: 3,
      reads: '-',
      what: 'units that its reversals gave back; none where it has one: all',
    },
    {
      name: 'counted',
      type: word,
      none: '-',
      since: 4,
      reads: '-',
      what: 'units that a campaign counts for it, as a reservation has them',
    },
    {
      name: 'taken',
      type: count,
      none: '-',
      since: 5,
      reads: '-',
      what: 'units that it took, once its movement has left for the archive',
    },
    { name: 'reversal', type: word, none: '', what: 'the field of its newest reversal' },
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

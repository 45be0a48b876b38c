import { count, RecordDeclaration, word } from '../define';

export const deduction: RecordDeclaration = {
  name: 'deduction',
  room: 'inventory',
  key: 'deductions',
  by: 'id',
  what: 'a deduction: where it and its reversal are found among the movements',
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
    { name: 'reversal', type: word, none: '', what: 'the field of its reversal' },
  ],
  lua: { values: true },
};

import { RecordDeclaration, word } from '../define';

export const deduction: RecordDeclaration = {
  name: 'deduction',
  room: 'inventory',
  key: 'deductions',
  by: 'id',
  what: 'where a deduction and its reversal are found among the movements',
  fields: [
    { name: 'movement', type: word, what: 'the field of its movement, SKU/sequence' },
    { name: 'reversal', type: word, none: '', what: 'the field of its reversal' },
  ],
  lua: { values: true },
};

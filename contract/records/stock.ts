import { count, RecordDeclaration } from '../define';

export const stock: RecordDeclaration = {
  name: 'stock',
  room: 'inventory',
  key: 'stock',
  by: 'SKU',
  what: 'how much there is of a SKU',
  fields: [
    { name: 'on_hand', type: count, what: 'units in the warehouse' },
    { name: 'reserved', type: count, what: 'units that active reservations keep back' },
    { name: 'sequence', type: count, what: 'the number of its newest movement' },
  ],
  lua: { values: true },
};

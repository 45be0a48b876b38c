import { ArrayDeclaration, choice } from '../define';

export const movement: ArrayDeclaration = {
  name: 'movement',
  room: 'inventory',
  key: 'movements',
  by: 'SKU/sequence, from 1 on without gaps',
  what: 'one change of a SKU’s stock',
  items: [
    {
      name: 'type',
      type: choice(
        'adjustment',
        'reservation',
        'release',
        'expiry',
        'commit',
        'deduction',
        'reversal',
        'order',
        'restock',
        'write_off',
      ),
      what: 'the kind of change',
    },
    { name: 'on_hand_change', type: { is: 'number' }, what: 'units that came to on hand' },
    { name: 'reserved_change', type: { is: 'number' }, what: 'units that came to reserved' },
    { name: 'on_hand', type: { is: 'number' }, what: 'units on hand afterwards' },
    { name: 'reserved', type: { is: 'number' }, what: 'units reserved afterwards' },
    { name: 'at_ms', type: { is: 'number' }, what: 'when it happened' },
    {
      name: 'operation',
      type: { is: 'json' },
      as: 'string',
      what: 'the id of the operation that caused it, and behind a blank the actor, where there is one',
    },
    {
      name: 'source_id',
      type: { is: 'name' },
      nullable: true,
      what: 'the reservation, deduction or order it is for',
    },
    {
      name: 'reference',
      type: { is: 'json' },
      as: 'string',
      nullable: true,
      what: 'the text that the caller gave',
    },
    {
      name: 'written_off',
      type: { is: 'number' },
      optional: true,
      what: 'units that count as sold no longer and are gone all the same; only a write_off has it',
    },
  ],
  head: 6,
};

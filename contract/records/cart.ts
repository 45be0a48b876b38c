import { count, lines, RecordDeclaration, time, word } from '../define';

export const cart: RecordDeclaration = {
  name: 'cart',
  room: 'carts',
  key: 'cart',
  by: 'id, one key each',
  what: 'a cart; one that is not there is version 0',
  fields: [
    { name: 'version', type: count, what: 'counted for the whole store' },
    { name: 'expires_ms', type: time, what: 'its deadline' },
    { name: 'lines', type: lines, none: '-', what: 'in the order in which the SKUs came in' },
    {
      name: 'hold',
      type: word,
      none: '-',
      since: 2,
      reads: '-',
      what: 'the reservation of its units, which may be over',
    },
    {
      name: 'frozen',
      type: word,
      none: '-',
      since: 2,
      reads: '-',
      what: 'the price of a unit of each line as it was when it was held, `,` behind each; `-` of a line without one',
    },
  ],
  sparing: true,
  lua: { values: true },
};

export const price: RecordDeclaration = {
  name: 'price',
  room: 'carts',
  key: 'prices',
  by: 'SKU',
  what: 'the price of one unit of a SKU',
  fields: [
    {
      name: 'unit_price',
      type: count,
      what: 'minor units of the store’s currency; 0 is a price',
      lua: 'number',
    },
  ],
  lua: { values: true },
};

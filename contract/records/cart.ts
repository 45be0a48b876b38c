import { count, lines, RecordDeclaration, time } from '../define';

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
  ],
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

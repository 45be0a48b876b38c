import { choice, count, Field, json, lines, packed, RecordDeclaration, text, time, word } from '../define';

/** Since version 2: what an order has that was not sold at list prices, or that something came after. */
const later: Field[] = [
  {
    name: 'refunded',
    type: count,
    none: '-',
    after: '\n',
    what: 'minor units that went back; older records do not tell',
    lua: 'text',
  },
  {
    name: 'version',
    type: count,
    none: '-',
    what: 'counted up by each change; none where it follows from the state',
    lua: 'text',
  },
  { name: 'fulfilled', type: lines, none: '-', what: 'units that were handed over', lua: 'text' },
  { name: 'cancelled', type: lines, none: '-', what: 'units that were cancelled', lua: 'text' },
  { name: 'returned', type: lines, none: '-', what: 'fulfilled units that came back', lua: 'text' },
  {
    name: 'pricing',
    type: word,
    none: '-',
    what: 'a letter for each line: its price is of the list (l), of the caller (c) or none (n); none where all are l',
    lua: 'text',
  },
  {
    name: 'deadline_ms',
    type: time,
    none: '0',
    what: 'the deadline of its authorisation, where it was authorised first',
    lua: 'text',
  },
  {
    name: 'legs',
    type: word,
    none: '-',
    what: 'the legs of its payment, as `to*amount*transfer` with `,` between them; none where it has one alone',
    lua: 'text',
  },
  {
    name: 'counted',
    type: word,
    none: '-',
    since: 3,
    what: 'units that campaigns count for it, as a reservation has them',
    lua: 'text',
  },
  { name: 'charges', type: json, none: '', after: '\n', what: 'a JSON array of charges', lua: 'text' },
  {
    name: 'changes',
    type: text,
    none: '',
    after: '\n',
    what: 'records of its fulfilments, cancellations, returns and refunds, oldest first, a line each',
    lua: 'text',
  },
].map((field) => ({ since: 2, ...field, reads: field.none }) as Field);

export const order: RecordDeclaration = {
  name: 'order',
  room: 'orders',
  key: 'orders',
  by: 'id',
  what: 'an order; it stays for good, so that no id is used twice',
  fields: [
    {
      name: 'state',
      type: choice('placed', 'fulfilled', 'cancelled', 'partially_fulfilled', 'authorised', 'expired'),
      what: 'its state',
      lua: 'text',
    },
    { name: 'updated_ms', type: time, what: 'when it changed last' },
    {
      name: 'refund',
      type: word,
      none: '-',
      what: 'the last transfer that gave some of its payment back',
      lua: 'text',
    },
    {
      group: 'lasting',
      fields: [
        { name: 'created_ms', type: time, what: 'when it was placed', lua: 'text' },
        {
          name: 'payment',
          type: packed(
            { name: 'from', type: word, what: 'the account that paid' },
            { name: 'to', type: word, none: '-', what: 'the account that was paid; none where it has legs' },
            {
              name: 'transfer',
              type: word,
              none: '-',
              what: 'the transfer that paid, of legs their group; none for a total of 0',
            },
          ),
          none: '-',
          what: 'its payment, where it is paid through the ledger',
          lua: 'text',
        },
        { name: 'lines', type: lines, what: 'with the prices as they were', lua: 'text' },
        { name: 'customer', type: word, what: 'the customer', lua: 'text' },
        { name: 'currency', type: word, what: 'the currency of its minor units' },
        { name: 'total', type: count, what: 'minor units', lua: 'text' },
        { name: 'units', type: count, what: 'the number of its units' },
        { name: 'reservation', type: word, none: '-', what: 'the reservation that it was made of' },
        { name: 'metadata', type: json, none: '', after: '\n', what: 'a JSON object of the caller' },
      ],
    },
    {
      name: 'reason',
      type: text,
      none: '',
      after: '\n',
      what: 'the reason of its cancellation',
      lua: 'text',
    },
    ...later,
  ],
  sparing: true,
  lua: { given: ['id'] },
  derived: {
    version: {
      from: 'state',
      numbers: { placed: 1, fulfilled: 2, cancelled: 2, partially_fulfilled: 2, authorised: 1, expired: 2 },
    },
  },
};

/** Part of the record of an order. */
export const orderChange: RecordDeclaration = {
  name: 'order_change',
  room: 'orders',
  key: 'orders',
  by: 'id of the order, as a line of its record',
  what: 'something that came after the sale',
  isPart: true,
  fields: [
    { name: 'kind', type: choice('fulfilment', 'cancellation', 'return', 'refund'), what: 'its kind' },
    { name: 'id', type: word, what: 'its id, unique within its order' },
    { name: 'at_ms', type: time, what: 'when it happened' },
    { name: 'lines', type: lines, none: '-', what: 'its units' },
    {
      name: 'asked',
      type: word,
      none: '-',
      what: 'the refund that was asked for: full, none or minor units; none where no money goes back with it',
    },
    {
      name: 'stock',
      type: choice('restock', 'keep', 'write_off'),
      what: 'where its units went: on hand, to the customer, or nowhere',
    },
    { name: 'amount', type: count, none: '-', what: 'minor units that went back' },
    { name: 'transfer', type: word, none: '-', what: 'the transfer that gave them back' },
    { name: 'actor', type: word, none: '-', what: 'who did it' },
    { name: 'notes', type: json, none: '', what: 'a JSON object: reason, reference, metadata' },
  ],
  lua: { values: true },
  views: { head: ['kind', 'id', 'at_ms', 'lines'] },
};

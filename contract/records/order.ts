import { choice, count, json, lines, packed, RecordDeclaration, text, time, word } from '../define';

export const order: RecordDeclaration = {
  name: 'order',
  room: 'orders',
  key: 'orders',
  by: 'id',
  what: 'an order; it stays for good, so that no id is used twice',
  fields: [
    { name: 'state', type: choice('placed', 'fulfilled', 'cancelled'), what: 'its state', lua: 'text' },
    { name: 'updated_ms', type: time, what: 'when it changed last' },
    { name: 'refund', type: word, none: '-', what: 'the transfer that gave its payment back', lua: 'text' },
    {
      group: 'lasting',
      fields: [
        { name: 'created_ms', type: time, what: 'when it was placed', lua: 'text' },
        {
          name: 'payment',
          type: packed(
            { name: 'from', type: word, what: 'the account that paid' },
            { name: 'to', type: word, what: 'the account that was paid' },
            {
              name: 'transfer',
              type: word,
              none: '-',
              what: 'the transfer that paid; none for a total of 0',
            },
          ),
          none: '-',
          what: 'its payment, where it is paid through the ledger',
          lua: 'text',
        },
        { name: 'lines', type: lines, what: 'with the prices as they were', lua: 'text' },
        { name: 'customer', type: word, what: 'the customer' },
        { name: 'currency', type: word, what: 'the currency of its minor units' },
        { name: 'total', type: count, what: 'minor units' },
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
  ],
  lua: { given: ['id'] },
  derived: { version: { from: 'state', numbers: { placed: 1, fulfilled: 2, cancelled: 2 } } },
};

import { RecordDeclaration, time, word } from '../define';

export const group: RecordDeclaration = {
  name: 'group',
  room: 'ledger',
  key: 'transfer_groups',
  by: 'id',
  what: 'transfers that are posted, voided and reversed together',
  fields: [
    { name: 'created_ms', type: time, what: 'when it was made' },
    { name: 'expires_ms', type: time, none: '0', what: 'the deadline of its pending transfers' },
    { name: 'order', type: word, none: '-', what: 'the order that it pays, which alone may end it' },
    { name: 'transfers', type: word, what: 'the ids of its transfers, with `,` between them' },
  ],
  lua: { values: true },
};

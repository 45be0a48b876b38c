import { choice, count, integer, json, RecordDeclaration, time, word } from '../define';

export const transfer: RecordDeclaration = {
  name: 'transfer',
  room: 'ledger',
  key: 'transfers',
  by: 'id',
  what: 'money that moved, or is held until it does',
  fields: [
    {
      name: 'state',
      type: choice('pending', 'posted', 'voided', 'expired'),
      what: 'what became of it',
      lua: 'text',
    },
    { name: 'posted', type: count, what: 'minor units that have moved', lua: 'text' },
    { name: 'reversed', type: count, what: 'minor units that came back', lua: 'text' },
    {
      name: 'ended_ms',
      type: time,
      what: 'when it was posted or voided, where it was pending first',
      lua: 'text',
    },
    {
      group: 'request',
      fields: [
        { name: 'expires_ms', type: time, what: 'the deadline of a pending one, or 0', lua: 'text' },
        { name: 'day_ms', type: time, what: 'the day whose use a pending one counts in, or 0', lua: 'text' },
        { name: 'reverses', type: word, none: '-', what: 'the transfer that it takes back', lua: 'text' },
        { name: 'from', type: word, what: 'the account that it comes from', lua: 'text' },
        { name: 'to', type: word, what: 'the account that it goes to', lua: 'text' },
        { name: 'amount', type: count, what: 'minor units', lua: 'both' },
        { name: 'asset', type: word, what: 'what its minor units are of', lua: 'text' },
      ],
    },
    {
      group: 'balances',
      fields: [
        { name: 'from_balance', type: integer, what: 'minor units of `from` after its last step' },
        { name: 'to_balance', type: integer, what: 'minor units of `to` after its last step' },
      ],
    },
    {
      group: 'origin',
      fields: [
        { name: 'created_ms', type: time, what: 'when it was made', lua: 'text' },
        { name: 'notes', type: json, what: 'a JSON object: reference, description, metadata' },
      ],
    },
  ],
  lua: { given: ['id'], slots: ['sender', 'receiver'] },
  views: { lapse: ['state', 'expires_ms', 'day_ms', 'from', 'to', 'amount', 'asset'] },
};

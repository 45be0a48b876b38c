import { choice, count, integer, json, RecordDeclaration, time, word } from '../define';

export const transfer: RecordDeclaration = {
  name: 'transfer',
  room: 'ledger',
  key: 'transfers',
  by: 'id',
  what: 'money that moved, or is reserved until it does',
  fields: [
    {
      name: 'state',
      type: choice('pending', 'posted', 'voided', 'expired'),
      what: 'its state',
      lua: 'text',
    },
    { name: 'posted', type: count, what: 'minor units that have moved', lua: 'text' },
    { name: 'reversed', type: count, what: 'minor units that came back', lua: 'text' },
    {
      name: 'ended_ms',
      type: time,
      none: '0',
      what: 'when it was posted or voided, where it was pending first',
      lua: 'text',
    },
    {
      name: 'counted_with',
      type: word,
      none: '-',
      since: 2,
      reads: '-',
      what: 'the leg of the same payment that counts for it, where a rolling limit counts payments',
      lua: 'text',
    },
    {
      group: 'request',
      fields: [
        {
          name: 'expires_ms',
          type: time,
          none: '0',
          what: 'the deadline of one that is made pending',
          lua: 'text',
        },
        {
          name: 'day_ms',
          type: time,
          none: '0',
          what: 'the day whose use a pending one counts in',
          lua: 'text',
        },
        { name: 'reverses', type: word, none: '-', what: 'the transfer that it takes back', lua: 'text' },
        { name: 'from', type: word, what: 'the account that it comes from', lua: 'text' },
        { name: 'to', type: word, what: 'the account that it goes to', lua: 'text' },
        { name: 'amount', type: count, what: 'minor units', lua: 'both' },
        { name: 'asset', type: word, what: 'the asset of its minor units', lua: 'text' },
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
  sparing: true,
  lua: { given: ['id'], slots: ['sender', 'receiver'] },
  views: {
    /** Whoever ends what has lapsed reads many: this is a third of reading the whole. */
    lapse: {
      where: { state: 'pending', posted: '0', reversed: '0', ended_ms: '0', reverses: '-' },
      fields: [
        'expires_ms',
        'day_ms',
        'from',
        'to',
        'amount',
        'asset',
        'created_ms',
        'notes',
        'counted_with',
      ],
    },
  },
  replaces: ['state'],
  writesFields: true,
};

/** Outcome of a transfer that is asked for; the caller knows the rest, for it asked for that. */
export const transferOutcome: RecordDeclaration = {
  name: 'outcome',
  room: 'ledger',
  key: 'operation',
  by: 'idempotency key, in the reply of ledger/transfer, and in each item of ledger/transfer-batch',
  what: 'the outcome of a transfer',
  fields: [
    { name: 'asset', type: word, what: 'the asset of its minor units' },
    { name: 'from_balance', type: integer, what: 'minor units of the sender after it' },
    { name: 'to_balance', type: integer, what: 'minor units of the receiver after it' },
    { name: 'at_ms', type: time, what: 'when it was made' },
    {
      name: 'notes',
      type: json,
      none: '',
      what: 'its notes, where a repeated call may write them otherwise',
    },
  ],
  lua: { values: true },
};

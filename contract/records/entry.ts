import { count, integer, RecordDeclaration, time, word } from '../define';

export const entry: RecordDeclaration = {
  name: 'entry',
  room: 'ledger',
  key: 'entries',
  by: 'account/sequence, from 1 on without gaps',
  what: 'one posting to an account',
  fields: [
    { name: 'change', type: integer, what: 'minor units that came in' },
    { name: 'balance_after', type: integer, what: 'minor units' },
    { name: 'at_ms', type: time, what: 'when it was written; never before the entry before it' },
    { name: 'counterparty', type: word, what: 'the other account' },
    { name: 'transfer_id', type: word, what: 'the transfer that it belongs to' },
    { name: 'actor', type: word, none: '-', since: 2, reads: '-', what: 'who caused it' },
  ],
  sparing: true,
  lua: { values: true },
  views: { time: ['at_ms'] },
};

export const ledgerTotals: RecordDeclaration = {
  name: 'totals',
  room: 'ledger',
  key: 'ledger_totals',
  by: 'asset',
  what: 'the sums of all balances of an asset',
  fields: [
    { name: 'debits', type: count, what: 'minor units of all balances below zero' },
    { name: 'credits', type: count, what: 'minor units of all balances above zero' },
    { name: 'accounts', type: count, what: 'the number of accounts' },
  ],
  lua: { values: true },
};

import { choice, count, integer, json, RecordDeclaration, word } from '../define';

/** Times come first, each of 13 digits, so that they are found without a search and compare as texts as numbers do. */
const time = { is: 'time', digits: 13 } as const;

export const account: RecordDeclaration = {
  name: 'account',
  room: 'ledger',
  key: 'accounts',
  by: 'id; `@world/<asset>` is the outside world’s of an asset',
  what: 'an account, its balance and its terms',
  fields: [
    {
      group: 'times',
      fields: [
        { name: 'last_entry_ms', type: time, what: 'when its newest entry was written; 0 for none' },
        { name: 'created_ms', type: time, what: 'when it was opened' },
        { name: 'day_ms', type: time, what: 'the midnight that `used` counts from' },
      ],
    },
    { name: 'balance', type: integer, what: 'minor units', lua: 'both' },
    { name: 'sequence', type: count, what: 'the number of its newest entry', lua: 'text' },
    { name: 'used', type: count, what: 'minor units that went out on its day', lua: 'text' },
    { name: 'changes', type: count, what: 'the number of changes without an entry', lua: 'text' },
    { name: 'held', type: count, what: 'minor units that pending transfers keep back', lua: 'both' },
    { name: 'incoming', type: count, what: 'minor units that pending transfers will bring', lua: 'both' },
    {
      group: 'terms_text',
      apart: true,
      fields: [
        { name: 'version', type: count, what: 'the number of changes of its terms, and one' },
        { name: 'asset', type: word, what: 'the asset of its minor units' },
        { name: 'state', type: choice('active', 'frozen', 'closed'), what: 'whether money may move' },
        { name: 'overdraft', type: count, what: 'minor units that the balance may be below zero' },
        { name: 'per_transfer', type: count, none: '-', what: 'the most that one transfer may take out' },
        { name: 'daily', type: count, none: '-', what: 'the most that may go out on a day' },
        {
          name: 'rolling',
          type: { is: 'flag', of: '~' },
          none: '',
          after: '',
          what: '`~` where it has rolling limits, which are kept by `<id>/rolling`',
        },
        { name: 'metadata', type: json, none: '-', what: 'a JSON object of the caller' },
      ],
    },
  ],
  lua: { given: ['key'], slots: ['terms', 'last_entry_ms', 'day_ms', 'touched', 'held_notes', 'windows'] },
  writesFields: true,
};

export const rolling: RecordDeclaration = {
  name: 'rolling',
  room: 'ledger',
  key: 'accounts',
  by: '`<id>/rolling`',
  what: 'the rolling limits of an account, and what went out in buckets of a sixtieth of their hours',
  isPart: true,
  fields: [
    {
      name: 'rules',
      type: word,
      what: '`hours*amount*count` of each, with `,` between them; `-` for an amount or a count without a limit',
    },
    { name: 'begun', type: word, what: 'when each began to count, in milliseconds, with `,` between them' },
    {
      name: 'used',
      type: word,
      what: '`number*amount*count` of each bucket, oldest first, with `,` behind it, and `;` behind those of a rule',
    },
    {
      name: 'first',
      type: word,
      none: '-',
      since: 2,
      reads: '-',
      what: 'the transfers that each counted in the very millisecond at which it began, with `,` behind each, and `;` behind those of a rule',
    },
  ],
  sparing: true,
  lua: { values: true },
};

import { choice, json, lines, RecordDeclaration, time, word } from '../define';

export const reservation: RecordDeclaration = {
  name: 'reservation',
  room: 'inventory',
  key: 'reservations',
  by: 'id',
  what: 'units that are kept back for a time',
  fields: [
    {
      name: 'state',
      type: choice('active', 'committed', 'cancelled', 'expired'),
      what: 'its state, as last noticed',
      lua: 'text',
      checked: true,
    },
    { name: 'expires_ms', type: time, what: 'its deadline', lua: 'text' },
    { name: 'ended_ms', type: time, what: 'when it ended; 0 until then, or where nobody knows', lua: 'text' },
    {
      name: 'reason',
      type: word,
      none: '-',
      since: 2,
      reads: '-',
      what: 'why it was cancelled, where nobody asked for that: evicted',
      lua: 'text',
    },
    {
      name: 'cart',
      type: word,
      none: '-',
      since: 2,
      reads: '-',
      what: 'the cart whose units it keeps back',
      lua: 'text',
    },
    {
      name: 'committed',
      type: lines,
      none: '-',
      since: 2,
      reads: '-',
      what: 'units of it that became a sale while others did not',
      lua: 'text',
    },
    {
      group: 'lasting',
      fields: [
        { name: 'created_ms', type: time, what: 'when it was made' },
        { name: 'owner', type: word, none: '-', what: 'its owner' },
        {
          name: 'lines',
          type: lines,
          what: 'the units that it keeps back, or kept back when it ended',
          lua: 'text',
        },
        { name: 'metadata', type: json, none: '-', what: 'a JSON object of the caller' },
      ],
    },
  ],
  sparing: true,
  lua: { given: ['id'], slots: ['skus', 'quantities', 'member'] },
  views: {
    times: ['state', 'expires_ms', 'ended_ms'],
    whose: ['created_ms', 'owner'],
    said: ['created_ms', 'owner', 'lines', 'metadata'],
    kept: ['state', 'expires_ms', 'lines'],
  },
};

import { count, Field, RecordDeclaration, time, word } from '../define';

const limits: Field[] = [
  { name: 'per_owner', type: count, none: '-', what: 'units that one owner may have', lua: 'text' },
  { name: 'per_operation', type: count, none: '-', what: 'units that one operation may take', lua: 'text' },
  { name: 'total', type: count, none: '-', what: 'units that may be had in all', lua: 'text' },
];

export const campaign: RecordDeclaration = {
  name: 'campaign',
  room: 'inventory',
  key: 'campaigns',
  by: 'id',
  what: 'when units of some SKUs may be had, and how many of them',
  fields: [
    {
      name: 'number',
      type: count,
      what: 'its number: that of no other campaign, nor of an earlier one with its id',
      lua: 'text',
    },
    { name: 'version', type: count, what: 'its version', lua: 'text' },
    { name: 'created_ms', type: time, what: 'when it was made', lua: 'text' },
    { name: 'opens_ms', type: time, none: '0', what: 'when it opens', lua: 'text' },
    { name: 'closes_ms', type: time, none: '0', what: 'when it closes', lua: 'text' },
    ...limits,
    { name: 'skus', type: word, what: 'its SKUs, with `,` between them', lua: 'text' },
  ],
  lua: {},
};

/** In the hash of a campaign, where decisions read it together with what is counted. */
export const campaignLimits: RecordDeclaration = {
  name: 'campaign_limits',
  room: 'inventory',
  key: 'campaign',
  by: '`/limits`',
  what: 'the limits of a campaign',
  fields: [{ name: 'id', type: word, what: 'the campaign', lua: 'text' }, ...limits],
  lua: { values: true },
};

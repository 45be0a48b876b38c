import { choice, count, RecordDeclaration, text, time, word } from '../define';

export const webhook: RecordDeclaration = {
  name: 'webhook',
  room: 'feed',
  key: 'webhooks',
  by: 'id',
  what: 'an address that effects are sent to',
  fields: [
    { name: 'state', type: choice('active', 'disabled'), what: 'whether effects are sent', lua: 'text' },
    { name: 'created_ms', type: time, what: 'when it was put first', lua: 'text' },
    { name: 'updated_ms', type: time, what: 'when it changed last', lua: 'text' },
    { name: 'secret', type: word, what: 'its secret, encrypted', lua: 'text' },
    { name: 'old_secret', type: word, none: '-', what: 'the secret before, encrypted', lua: 'text' },
    {
      name: 'old_until_ms',
      type: time,
      none: '0',
      what: 'until when the secret before signs too',
      lua: 'text',
    },
    {
      name: 'types',
      type: word,
      none: '-',
      what: 'types that are sent, with commas; none for all',
      lua: 'text',
    },
    { name: 'url', type: word, what: 'the address', lua: 'text' },
    {
      name: 'description',
      type: text,
      none: '',
      after: '\n',
      what: 'words of the caller about it',
      lua: 'text',
    },
  ],
  lua: {},
};

export const webhookProgress: RecordDeclaration = {
  name: 'webhook_progress',
  room: 'feed',
  key: 'webhook_progress',
  by: 'id of a webhook',
  what: 'how far a webhook has come, and who sends its effects',
  fields: [
    { name: 'position', type: word, what: 'the last effect that needs not be sent any more', lua: 'text' },
    { name: 'attempts', type: count, what: 'attempts at the next effect that failed', lua: 'number' },
    {
      name: 'failing_ms',
      type: time,
      none: '0',
      what: 'when the first of them was made',
      lua: 'text',
    },
    { name: 'next_ms', type: time, none: '0', what: 'when the next attempt may be made', lua: 'text' },
    {
      name: 'fence',
      type: count,
      what: 'counted up when another sends, or the position is set: who has an older number sends no more',
      lua: 'number',
    },
    { name: 'owner', type: word, none: '-', what: 'the process that sends', lua: 'text' },
    { name: 'lease_ms', type: time, none: '0', what: 'until when it may, unless it says more', lua: 'text' },
  ],
  lua: {},
};

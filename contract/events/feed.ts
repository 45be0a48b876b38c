import { EventsOf, id, textOf } from '../define';

export const feedEvents: EventsOf = {
  room: 'feed',
  events: {
    'webhook.created': {
      what: 'A webhook was put',
      version: 1,
      data: { id: id('the webhook'), url: textOf('its address') },
    },
    'webhook.changed': {
      what: 'A webhook was put again, with other settings or after it was disabled',
      version: 1,
      data: { id: id('the webhook'), url: textOf('its address') },
    },
    'webhook.deleted': { what: 'A webhook was deleted', version: 1, data: { id: id('the webhook') } },
    'webhook.secret_rotated': {
      what: 'A webhook got another secret',
      version: 1,
      data: { id: id('the webhook') },
    },
    'webhook.replayed': {
      what: 'Effects are sent to a webhook once more',
      version: 1,
      data: { id: id('the webhook'), after: id('the effect behind which it begins') },
    },
    'webhook.disabled': {
      what: 'A webhook gets no more effects, since it took none for too long',
      version: 1,
      data: { id: id('the webhook') },
    },
  },
};

import { EventsOf, id } from '../define';

export const storeEvents: EventsOf = {
  room: 'stores',
  events: {
    'store.created': {
      what: 'A store was created',
      version: 1,
      data: { currency: id('its currency'), timeZone: id('its time zone') },
    },
  },
};

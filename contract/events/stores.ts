import { EventsOf, id, number, optional } from '../define';

export const storeEvents: EventsOf = {
  room: 'stores',
  events: {
    'store.created': {
      what: 'A store was created',
      version: 1,
      data: { currency: id('its currency'), timeZone: id('its time zone') },
    },
    'store.updated': {
      what: 'A store has got other defaults, at its creation or later',
      version: 1,
      data: {
        currency: id('its currency'),
        reservationTtlSeconds: optional(number('how long a reservation keeps units back')),
        perTransfer: optional(number('the most that one transfer may take out of an account')),
        daily: optional(number('the most that may go out of an account on a day')),
      },
    },
  },
};

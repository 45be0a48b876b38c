import { always, EventsOf, id, linesOf, number, optional, textOf } from '../define';

export const orderEvents: EventsOf = {
  room: 'orders',
  events: {
    'order.placed': {
      what: 'An order was placed',
      version: 1,
      data: {
        id: id('the order'),
        customerId: id('who ordered'),
        lines: linesOf('what was ordered, with the price of a unit'),
        units: number('how many units it has'),
        total: number('minor units'),
        currency: id('what they are of'),
        reservationId: optional(id('the reservation that it was made of')),
        cartId: optional(id('the cart that it was made of')),
        transferId: optional(id('the transfer that paid it')),
        groupId: optional(id('the group of the transfers that paid it, where its payment has legs')),
      },
    },
    'order.fulfilled': { what: 'An order was fulfilled', version: 1, data: { id: id('the order') } },
    'order.cancelled': {
      what: 'An order was cancelled',
      version: 1,
      data: {
        id: id('the order'),
        reason: optional(textOf('why')),
        refunded: number('minor units that went back'),
        refundTransferId: optional(id('the transfer that gave them back')),
        refund: optional(always('none', 'no refund was wanted')),
        restock: optional(always(false, 'its units were written off')),
      },
    },
  },
};

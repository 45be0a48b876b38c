import { always, EventDeclaration, EventsOf, id, jsonOf, linesOf, number, optional, textOf } from '../define';

const fulfilment: EventDeclaration['data'] = {
  id: id('the order'),
  fulfilmentId: optional(id('the fulfilment; older events do not tell')),
  lines: optional(linesOf('the units; older events do not tell, for they are about all')),
  reference: optional(textOf('free text of the caller')),
  metadata: optional(jsonOf('a JSON object of the caller')),
};

const givingBack: EventDeclaration['data'] = {
  reason: optional(textOf('why')),
  refunded: number('minor units that went back'),
  refundTransferId: optional(id('the transfer that gave them back')),
  refund: optional(always('none', 'no refund was wanted')),
  restock: optional(always(false, 'its units were written off')),
};

const cancellation: EventDeclaration['data'] = {
  id: id('the order'),
  ...givingBack,
  cancellationId: optional(id('the cancellation; older events do not tell')),
  lines: optional(linesOf('the units; older events do not tell, for they are about all')),
};

const ordered = {
  id: id('the order'),
  customerId: id('who ordered'),
  lines: linesOf('what was ordered, with the price of a unit'),
  units: number('how many units it has'),
  total: number('minor units, charges among them; 0 where it was placed without prices'),
  currency: id('what they are of'),
  reservationId: optional(id('the reservation that it was made of')),
  cartId: optional(id('the cart that it was made of')),
  transferId: optional(id('the transfer that paid it')),
  groupId: optional(id('the group of the transfers that paid it, where its payment has legs')),
};

export const orderEvents: EventsOf = {
  room: 'orders',
  events: {
    'order.placed': { what: 'An order was placed', version: 1, data: ordered },
    'order.authorised': {
      what: 'An order took its units, and holds the money that pays it',
      version: 1,
      data: {
        ...ordered,
        expiresAtMs: number('the deadline until which it may be captured, in milliseconds since 1970'),
      },
    },
    'order.captured': {
      what: 'An authorised order was placed: its units are sold, and its money moved',
      version: 1,
      data: { id: id('the order') },
    },
    'order.expired': {
      what: 'An authorised order came to its deadline: its units are on hand again',
      version: 1,
      data: { id: id('the order') },
    },
    'order.fulfilled': {
      what: 'Units of an order were fulfilled, and nothing is open any more',
      version: 1,
      data: fulfilment,
    },
    'order.partially_fulfilled': {
      what: 'Units of an order were fulfilled, and others are open still',
      version: 1,
      data: fulfilment,
    },
    'order.cancelled': {
      what: 'Units of an order were cancelled, and nothing is left of it: none is open, none was fulfilled',
      version: 1,
      data: cancellation,
    },
    'order.partially_cancelled': {
      what: 'Units of an order were cancelled, and others were not',
      version: 1,
      data: cancellation,
    },
    'order.returned': {
      what: 'Fulfilled units of an order came back',
      version: 1,
      data: {
        id: id('the order'),
        returnId: id('the return'),
        lines: linesOf('the units'),
        ...givingBack,
      },
    },
    'order.refunded': {
      what: 'Money went back, and no units with it',
      version: 1,
      data: {
        id: id('the order'),
        refundId: id('the refund'),
        reason: optional(textOf('why')),
        refunded: number('minor units that went back'),
        refundTransferId: optional(id('the transfer that gave them back')),
      },
    },
  },
};

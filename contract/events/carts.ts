import { always, EventsOf, id, linesOf, number, optional } from '../define';

const cart = { id: id('the cart'), version: number('the version of the cart') };

export const cartEvents: EventsOf = {
  room: 'carts',
  events: {
    'cart.line_changed': {
      what: 'A cart has another quantity of a SKU',
      version: 1,
      data: { ...cart, sku: id('the SKU'), from: number('units before'), to: number('units after') },
    },
    'cart.cleared': { what: 'A cart lost all its lines', version: 1, data: cart },
    'cart.held': {
      what: 'A cart keeps its units back',
      version: 1,
      data: {
        ...cart,
        reservationId: id('the reservation of its units'),
        frozen: optional(always(true, 'its prices are those of this moment while it does')),
      },
    },
    'cart.merged': {
      what: 'The lines of one cart moved into another',
      version: 1,
      data: {
        ...cart,
        from: id('the cart that they came from'),
        fromVersion: number('the version of that'),
        strategy: id('sum, max or keep'),
        left: optional(linesOf('what stayed in the cart that they came from')),
      },
    },
    'price.set': {
      what: 'A SKU has another price',
      version: 1,
      data: {
        sku: id('the SKU'),
        unitPrice: number('minor units'),
        before: optional(number('minor units before')),
      },
    },
    'price.deleted': {
      what: 'A SKU has no price any more',
      version: 1,
      data: { sku: id('the SKU'), before: number('minor units before') },
    },
  },
};

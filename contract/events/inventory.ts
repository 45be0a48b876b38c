import { always, EventsOf, id, jsonOf, linesOf, number, optional, textOf } from '../define';

const sku = id('the SKU');
const deduction = {
  by: id('the deduction'),
  sku,
  from: number('units on hand before'),
  to: number('units on hand after'),
  change: number('units by which they differ'),
};
const fewLeft = {
  sku,
  available: number('units that may be sold'),
  lowStock: number('the number that the policy says'),
};
const ended = (how: string) => ({
  what: `A reservation ${how}`,
  version: 1,
  data: { id: id('the reservation'), lines: linesOf('what it kept back') },
});
const inPart = (how: string) => ({
  what: `A part of a reservation ${how}`,
  version: 1,
  data: {
    id: id('the reservation'),
    lines: linesOf('that part'),
    left: linesOf('what it keeps back still'),
  },
});

export const inventoryEvents: EventsOf = {
  room: 'inventory',
  events: {
    'inventory.adjusted': {
      what: 'Units on hand were received, counted or lost',
      version: 1,
      data: {
        sku,
        change: number('units that came to on hand'),
        onHand: number('units on hand after'),
        reason: id('received, correction, damaged, lost or returned'),
        reference: optional(textOf('the text that the caller gave')),
      },
    },
    'inventory.deducted': {
      what: 'Units were deducted',
      version: 1,
      data: {
        action: always('decrease', 'tells it from its reversal'),
        ...deduction,
        reference: optional(textOf('the text that the caller gave')),
        ownerId: optional(id('for whom it was')),
      },
    },
    'inventory.deduction_reversed': {
      what: 'A deduction was reversed',
      version: 1,
      data: {
        action: always('increase', 'tells it from the deduction'),
        ...deduction,
        id: optional(id('the reversal, where it has an id of its own')),
      },
    },
    'inventory.policy_set': {
      what: 'The policy of a SKU changed: units that are kept for safety, and when few are left',
      version: 1,
      data: {
        sku,
        safetyStock: number('units that are kept for safety'),
        before: number('units that were kept for safety before'),
        lowStock: optional(number('the number of available units at which few are left')),
      },
    },
    'inventory.low_stock': {
      what: 'Few units of a SKU are left: as many as its policy says, or fewer',
      version: 1,
      data: fewLeft,
    },
    'inventory.back_in_stock': {
      what: 'More units of a SKU are available again than its policy says are few',
      version: 1,
      data: fewLeft,
    },
    'campaign.set': {
      what: 'A campaign was made, or changed',
      version: 1,
      data: {
        id: id('the campaign'),
        version: number('its version'),
        skus: textOf('its SKUs, with commas between them'),
        opensAtMs: optional(number('when it opens')),
        closesAtMs: optional(number('when it closes')),
        perOwner: optional(number('units that one owner may have')),
        perOperation: optional(number('units that one operation may take')),
        total: optional(number('units that may be had in all')),
      },
    },
    'campaign.deleted': {
      what: 'A campaign was deleted, with what it counted',
      version: 1,
      data: { id: id('the campaign') },
    },
    'inventory.repaired': {
      what: 'A repair set the stock of a SKU to the sums of its movements and reservations',
      version: 1,
      data: {
        sku,
        recorded: jsonOf(
          'what was recorded: onHand, reserved, sold, sequence; null where that could not be read',
        ),
        actual: jsonOf('what it is since: onHand, reserved, sold, sequence'),
      },
    },
    'inventory.wait_created': {
      what: 'Somebody waits for units of a SKU',
      version: 1,
      data: {
        id: id('the wait'),
        sku,
        quantity: number('units that it waits for'),
        atLeast: optional(number('units that it takes instead')),
        ownerId: id('who waits'),
        expiresAtMs: number('how long it waits at most'),
      },
    },
    'inventory.wait_promoted': {
      what: 'Units that came back were reserved for who waits, first come first served',
      version: 1,
      data: { id: id('the wait'), reservationId: id('the reservation, whose own event stands before') },
    },
    'inventory.wait_cancelled': {
      what: 'A wait was given up',
      version: 1,
      data: { id: id('the wait') },
    },
    'inventory.wait_expired': {
      what: 'A wait passed its deadline',
      version: 1,
      data: { id: id('the wait') },
    },
    'reservation.created': {
      what: 'Units were reserved',
      version: 1,
      data: {
        id: id('the reservation'),
        lines: linesOf('what it keeps back'),
        expiresAtMs: number('its deadline'),
      },
    },
    'reservation.extended': {
      what: 'A reservation got a new deadline',
      version: 1,
      data: { id: id('the reservation'), expiresAtMs: number('its deadline') },
    },
    'reservation.lines_set': {
      what: 'A reservation keeps other units back',
      version: 1,
      data: {
        id: id('the reservation'),
        lines: linesOf('what it keeps back'),
        before: linesOf('what it kept back before'),
      },
    },
    'reservation.committed': {
      what: 'A reservation became a sale',
      version: 1,
      data: {
        id: id('the reservation'),
        lines: linesOf('what became a sale'),
        released: optional(linesOf('the rest of what it kept back, which may be sold again')),
      },
    },
    'reservation.committed_in_part': inPart('became a sale'),
    'reservation.cancelled': {
      what: 'A reservation was given up',
      version: 1,
      data: {
        id: id('the reservation'),
        lines: linesOf('what it kept back'),
        reason: optional(always('evicted', 'a count found fewer units on hand than were reserved')),
      },
    },
    'reservation.cancelled_in_part': inPart('was given up'),
    'reservation.expired': ended('passed its deadline'),
    'reservation.reindexed': {
      what: 'A repair listed a reservation in its indexes again',
      version: 1,
      data: { id: id('the reservation') },
    },
  },
};

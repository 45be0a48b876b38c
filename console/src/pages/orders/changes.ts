import { at } from '../../api/call';
import type { Line, Order, OrderLine } from '../../api/types';
import { inStore } from '../../app/session';
import { ask, Field, Values, wholeOf } from '../../parts/ask';
import { decimalOf, digitsOf, minorOf } from '../../parts/money';

const REASON: Field = { name: 'reason', label: 'Reason', kind: 'text', optional: true, max: 256 };
const RESTOCK: Field = { name: 'restock', label: 'Units may be sold again', kind: 'check', value: 'on' };

/** A field for each line of which something is left, filled with all of it. */
function unitFields(lines: OrderLine[], left: (line: OrderLine) => number): Field[] {
  return lines
    .filter((line) => left(line) > 0)
    .map((line) => ({
      name: `units ${line.sku}`,
      label: line.sku,
      kind: 'count',
      min: 0,
      value: String(left(line)),
      hint: `${left(line)} left`,
    }));
}

function linesIn(values: Values): Line[] {
  const lines = Object.entries(values)
    .filter(([name]) => name.startsWith('units '))
    .map(([name, units]) => ({ sku: name.slice('units '.length), quantity: wholeOf(units) ?? 0 }))
    .filter(({ quantity }) => quantity !== 0);
  if (lines.length === 0) throw new Error('At least one unit is needed.');
  return lines;
}

const refundField = ({ payment }: Order): Field[] =>
  payment
    ? [
        {
          name: 'refund',
          label: 'Money',
          kind: 'choice',
          value: 'full',
          choices: [
            ['full', 'goes back for these units'],
            ['none', 'stays'],
          ],
        },
      ]
    : [];

const detailsIn = ({ reason, refund, restock }: Values): object => ({
  ...(reason ? { reason } : {}),
  ...(refund ? { refund } : {}),
  restock: restock === 'on',
});

const path = ({ id }: Order, verb: string): string => inStore(`${at`/orders/${id}`}/${verb}`);

export function askFulfil(order: Order): void {
  ask({
    title: `Fulfil ${order.id}`,
    verb: 'Fulfil',
    before: order,
    asset: order.currency,
    fields: [
      ...unitFields(order.lines, ({ open }) => open),
      {
        name: 'reference',
        label: 'Reference',
        kind: 'text',
        optional: true,
        hint: 'the number of the parcel',
      },
    ],
    change: (values) => ({
      method: 'POST',
      path: path(order, 'fulfilments'),
      body: { lines: linesIn(values), ...(values.reference ? { reference: values.reference } : {}) },
      ifMatch: order.version,
    }),
  });
}

/** An authorised order is cancelled whole: its money was only held. */
export function askCancel(order: Order): void {
  const isWhole = order.state === 'authorised';
  ask({
    title: `Cancel ${order.id}`,
    verb: 'Cancel the units',
    danger: true,
    before: order,
    asset: order.currency,
    fields: isWhole
      ? [REASON]
      : [...unitFields(order.lines, ({ open }) => open), ...refundField(order), RESTOCK, REASON],
    change: (values) => ({
      method: 'POST',
      path: path(order, isWhole ? 'cancel' : 'cancellations'),
      body: isWhole
        ? values.reason
          ? { reason: values.reason }
          : undefined
        : { lines: linesIn(values), ...detailsIn(values) },
      ifMatch: order.version,
    }),
  });
}

export function askReturn(order: Order): void {
  ask({
    title: `Take back of ${order.id}`,
    verb: 'Take back',
    before: order,
    asset: order.currency,
    fields: [
      ...unitFields(order.lines, ({ fulfilled, returned }) => fulfilled - returned),
      ...refundField(order),
      RESTOCK,
      REASON,
    ],
    change: (values) => ({
      method: 'POST',
      path: path(order, 'returns'),
      body: { lines: linesIn(values), ...detailsIn(values) },
      ifMatch: order.version,
    }),
  });
}

export function askRefund(order: Order): void {
  const asset = order.currency;
  const left = (order.total ?? 0) - (order.refunded ?? 0);
  ask({
    title: `Refund of ${order.id}`,
    verb: 'Refund',
    before: order,
    asset,
    fields: [
      { name: 'amount', label: 'Amount', kind: 'money', asset, value: decimalOf(left, digitsOf(asset)) },
      REASON,
    ],
    change: ({ amount, reason }) => ({
      method: 'POST',
      path: path(order, 'refunds'),
      body: { amount: minorOf(amount!, asset), ...(reason ? { reason } : {}) },
      ifMatch: order.version,
    }),
  });
}

export function askCapture(order: Order): void {
  ask({
    title: `Capture ${order.id}`,
    verb: 'Take the money',
    before: order,
    asset: order.currency,
    change: () => ({ method: 'POST', path: path(order, 'capture'), ifMatch: order.version }),
  });
}

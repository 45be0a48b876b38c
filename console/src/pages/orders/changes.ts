import type { Schemas } from '@countinghouse/client';
import { client } from '../../api/client';
import { ask, etagOf, Field, Values, wholeOf } from '../../parts/ask';
import { decimalOf, digitsOf, minorOf } from '../../parts/money';

const REASON: Field = { name: 'reason', label: 'Reason', kind: 'text', optional: true, max: 256 };
const RESTOCK: Field = { name: 'restock', label: 'Units may be sold again', kind: 'check', value: 'on' };

/** A field for each line of which something is left, filled with all of it. */
function unitFields(lines: Schemas['OrderLine'][], left: (line: Schemas['OrderLine']) => number): Field[] {
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

function linesIn(values: Values): Schemas['Line'][] {
  const lines = Object.entries(values)
    .filter(([name]) => name.startsWith('units '))
    .map(([name, units]) => ({ sku: name.slice('units '.length), quantity: wholeOf(units) ?? 0 }))
    .filter(({ quantity }) => quantity !== 0);
  if (lines.length === 0) throw new Error('At least one unit is needed.');
  return lines;
}

const refundField = ({ payment }: Schemas['Order']): Field[] =>
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

const reasonIn = ({ reason }: Values): { reason?: string } => (reason ? { reason } : {});

const detailsIn = (values: Values): { reason?: string; refund?: 'full' | 'none'; restock: boolean } => ({
  ...reasonIn(values),
  ...(values.refund ? { refund: values.refund as 'full' | 'none' } : {}),
  restock: values.restock === 'on',
});

/** The order as it was when it was read. */
const read = ({ id, version }: Schemas['Order']): { id: string; ifMatch: string } => ({
  id,
  ifMatch: etagOf(version),
});

export function askFulfil(order: Schemas['Order']): void {
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
    change: (how, values) =>
      client.value.addFulfilment({
        ...how,
        ...read(order),
        body: { lines: linesIn(values), ...(values.reference ? { reference: values.reference } : {}) },
      }),
  });
}

/** An authorised order is cancelled whole: its money was only held. */
export function askCancel(order: Schemas['Order']): void {
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
    change: (how, values) =>
      isWhole
        ? client.value.cancelOrder({ ...how, ...read(order), body: reasonIn(values) })
        : client.value.addCancellation({
            ...how,
            ...read(order),
            body: { lines: linesIn(values), ...detailsIn(values) },
          }),
  });
}

export function askReturn(order: Schemas['Order']): void {
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
    change: (how, values) =>
      client.value.addReturn({
        ...how,
        ...read(order),
        body: { lines: linesIn(values), ...detailsIn(values) },
      }),
  });
}

export function askRefund(order: Schemas['Order']): void {
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
    change: (how, values) =>
      client.value.addRefund({
        ...how,
        ...read(order),
        body: { amount: minorOf(values.amount!, asset)!, ...reasonIn(values) },
      }),
  });
}

export function askCapture(order: Schemas['Order']): void {
  ask({
    title: `Capture ${order.id}`,
    verb: 'Take the money',
    before: order,
    asset: order.currency,
    change: (how) => client.value.captureOrder({ ...how, ...read(order) }),
  });
}

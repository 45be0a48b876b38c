import type { ArgsOf, Schemas } from '@countinghouse/client';
import { client } from '../../api/client';
import { go, hrefOf } from '../../app/router';
import { store } from '../../app/session';
import { ask, Field, Values, wholeOf } from '../../parts/ask';
import { minorOf, decimalOf, digitsOf } from '../../parts/money';

const REASONS: Field = {
  name: 'reason',
  label: 'Reason',
  kind: 'choice',
  value: 'received',
  choices: [
    ['received', 'received'],
    ['correction', 'correction of a count'],
    ['damaged', 'damaged'],
    ['lost', 'lost'],
    ['returned', 'returned'],
  ],
};
const REFERENCE: Field = {
  name: 'reference',
  label: 'Reference',
  kind: 'text',
  optional: true,
  hint: 'PO 4711',
};

const referenceOf = ({ reference }: Values): { reference?: string } => (reference ? { reference } : {});

/** The first units of a SKU. */
export function askReceive(): void {
  ask({
    title: 'Receive a SKU',
    verb: 'Receive',
    fields: [
      { name: 'sku', label: 'SKU', kind: 'text', max: 128 },
      { name: 'delta', label: 'Units', kind: 'count', min: 1 },
      REFERENCE,
    ],
    change: (how, values) =>
      client.value.adjustStock({
        ...how,
        sku: values.sku!.trim(),
        body: { delta: wholeOf(values.delta), reason: 'received', ...referenceOf(values) },
      }),
    done: (answer) => go(hrefOf('stock', [answer.sku])),
  });
}

/** By so many units, or to a count of them; a count is refused where somebody changed the stock meanwhile. */
export function askAdjust(stock: Schemas['Stock']): void {
  ask({
    title: `Adjust ${stock.sku}`,
    verb: 'Adjust',
    before: stock,
    fields: [
      {
        name: 'by',
        label: 'How',
        kind: 'choice',
        value: 'delta',
        choices: [
          ['delta', 'by so many units'],
          ['setTo', 'to a count'],
        ],
      },
      { name: 'units', label: 'Units', kind: 'count', hint: 'negative takes units off' },
      REASONS,
      REFERENCE,
    ],
    change: (how, values) =>
      client.value.adjustStock({
        ...how,
        sku: stock.sku,
        body: {
          ...(values.by === 'setTo'
            ? { setTo: wholeOf(values.units), expectedOnHand: stock.onHand }
            : { delta: wholeOf(values.units) }),
          reason: values.reason as ArgsOf<'adjustStock'>['body']['reason'],
          ...referenceOf(values),
        },
      }),
  });
}

export function askPolicy(stock: Schemas['Stock']): void {
  ask({
    title: `Keep units of ${stock.sku} for safety`,
    verb: 'Keep',
    before: { safetyStock: 0, ...stock },
    fields: [
      {
        name: 'safetyStock',
        label: 'Units that are not for sale',
        kind: 'count',
        min: 0,
        value: String(stock.safetyStock ?? 0),
      },
    ],
    change: (how, values) =>
      client.value.setPolicy({ ...how, sku: stock.sku, body: { safetyStock: wholeOf(values.safetyStock) } }),
  });
}

export function askPrice(sku: string, unitPrice: number | undefined): void {
  const asset = store.value.currency;
  const value = unitPrice === undefined ? undefined : decimalOf(unitPrice, digitsOf(asset));
  ask({
    title: `Price of ${sku}`,
    verb: 'Set the price',
    before: unitPrice === undefined ? undefined : { sku, unitPrice, currency: asset },
    asset,
    fields: [{ name: 'unitPrice', label: 'A unit costs', kind: 'money', asset, value }],
    change: (how, values) =>
      client.value.putPrice({ ...how, sku, body: { unitPrice: minorOf(values.unitPrice!, asset)! } }),
  });
}

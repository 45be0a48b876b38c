import type { Schemas } from '@countinghouse/client';
import { client } from '../../api/client';
import { go, hrefOf } from '../../app/router';
import { ask, wholeOf } from '../../parts/ask';

const MINUTE_SECONDS = 60;

export function askWait(sku?: string): void {
  ask({
    title: 'Wait for units',
    verb: 'Wait',
    fields: [
      { name: 'sku', label: 'SKU', kind: 'text', max: 128, value: sku },
      { name: 'ownerId', label: 'Owner', kind: 'text', max: 128 },
      { name: 'quantity', label: 'Units', kind: 'count', min: 1, value: '1' },
      {
        ...{ name: 'atLeast', label: 'At least', kind: 'count', min: 1, optional: true },
        hint: 'where fewer are there; empty: all of them',
      },
      { name: 'hold', label: 'Minutes of the reservation', kind: 'count', min: 1, max: 43_200, value: '15' },
      { name: 'wait', label: 'Minutes of the wait', kind: 'count', min: 1, max: 43_200, value: '1440' },
    ],
    change: (how, values) =>
      client.value.wait({
        ...how,
        body: {
          sku: values.sku!.trim(),
          ownerId: values.ownerId!.trim(),
          quantity: wholeOf(values.quantity)!,
          atLeast: wholeOf(values.atLeast),
          holdSeconds: wholeOf(values.hold)! * MINUTE_SECONDS,
          waitSeconds: wholeOf(values.wait)! * MINUTE_SECONDS,
        },
      }),
    done: (answer) => go(hrefOf('waits', [answer.id])),
  });
}

export function askCancel(before: Schemas['Wait']): void {
  ask({
    title: `Cancel ${before.id}`,
    verb: 'Cancel it',
    danger: true,
    before,
    change: (how) => client.value.cancelWait({ ...how, id: before.id }),
  });
}

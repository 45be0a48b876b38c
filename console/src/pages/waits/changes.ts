import { at } from '../../api/call';
import type { Wait } from '../../api/campaign-types';
import { go, hrefOf } from '../../app/router';
import { inStore } from '../../app/session';
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
    change: (values) => ({
      method: 'POST',
      path: inStore('/inventory/waits'),
      body: {
        sku: values.sku!.trim(),
        ownerId: values.ownerId!.trim(),
        quantity: wholeOf(values.quantity),
        atLeast: wholeOf(values.atLeast),
        holdSeconds: wholeOf(values.hold)! * MINUTE_SECONDS,
        waitSeconds: wholeOf(values.wait)! * MINUTE_SECONDS,
      },
    }),
    done: (answer) => go(hrefOf('waits', [(answer as Wait).id])),
  });
}

export function askCancel(before: Wait): void {
  ask({
    title: `Cancel ${before.id}`,
    verb: 'Cancel it',
    danger: true,
    before,
    change: () => ({ method: 'POST', path: inStore(at`/inventory/waits/${before.id}/cancel`) }),
  });
}

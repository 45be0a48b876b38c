import { at } from '../../api/call';
import type { Reservation } from '../../api/types';
import { inStore } from '../../app/session';
import { ask, wholeOf } from '../../parts/ask';

const MINUTE_SECONDS = 60;

export function askExtend(before: Reservation): void {
  ask({
    title: `Extend ${before.id}`,
    verb: 'Extend',
    before,
    fields: [{ name: 'minutes', label: 'Minutes from now', kind: 'count', min: 1, max: 43_200, value: '15' }],
    change: ({ minutes }) => ({
      method: 'POST',
      path: inStore(at`/inventory/reservations/${before.id}/extend`),
      body: { ttlSeconds: wholeOf(minutes)! * MINUTE_SECONDS },
    }),
  });
}

export function askCancel(before: Reservation): void {
  ask({
    title: `Cancel ${before.id}`,
    verb: 'Cancel it',
    danger: true,
    before,
    change: () => ({ method: 'POST', path: inStore(at`/inventory/reservations/${before.id}/cancel`) }),
  });
}

export function askCommit(before: Reservation): void {
  ask({
    title: `Sell ${before.id}`,
    verb: 'Sell the units',
    before,
    change: () => ({ method: 'POST', path: inStore(at`/inventory/reservations/${before.id}/commit`) }),
  });
}

import type { Schemas } from '@countinghouse/client';
import { client } from '../../api/client';
import { ask, wholeOf } from '../../parts/ask';

const MINUTE_SECONDS = 60;

export function askExtend(before: Schemas['Reservation']): void {
  ask({
    title: `Extend ${before.id}`,
    verb: 'Extend',
    before,
    fields: [{ name: 'minutes', label: 'Minutes from now', kind: 'count', min: 1, max: 43_200, value: '15' }],
    change: (how, { minutes }) =>
      client.value.extendReservation({
        ...how,
        id: before.id,
        body: { ttlSeconds: wholeOf(minutes)! * MINUTE_SECONDS },
      }),
  });
}

export function askCancel(before: Schemas['Reservation']): void {
  ask({
    title: `Cancel ${before.id}`,
    verb: 'Cancel it',
    danger: true,
    before,
    change: (how) => client.value.cancelReservation({ ...how, id: before.id }),
  });
}

export function askCommit(before: Schemas['Reservation']): void {
  ask({
    title: `Sell ${before.id}`,
    verb: 'Sell the units',
    before,
    change: (how) => client.value.commitReservation({ ...how, id: before.id }),
  });
}

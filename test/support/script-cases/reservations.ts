import type { ScriptCase } from '../script-cases';
import { Call, ScriptStore } from '../script-store';
import { after, FREES, FREES_VANISHED } from './after';
import { withHeldCart } from './carts';

const stocked = (store: ScriptStore): Promise<void> => store.receive({ TEE: 10, MUG: 3 });

async function withReservation(store: ScriptStore): Promise<void> {
  await stocked(store);
  await store.reserve('reservation-1', { TEE: 6, MUG: 1 }, 'ann');
}

async function withLapsedReservation(store: ScriptStore): Promise<void> {
  await withReservation(store);
  await store.lapse('reservation-1');
}

async function withVanishedReservation(store: ScriptStore): Promise<void> {
  await withReservation(store);
  await store.vanish('reservation-1');
}

const reservation: Call = {
  ids: { hold: 'reservation-2' },
  args: { id: 'reservation-2', ttl_seconds: 600, owner: 'ann', metadata: '{"cart":"c 1"}' },
  rest: ['TEE', 5, 'MUG', 1, 'TEE', 2],
};

/** On a reservation, and on one that is over, which is ended on the way to the refusal. */
function onReservation(script: string, more: Partial<Call> = {}): ScriptCase[] {
  const args = { id: 'reservation-1', ttl_seconds: 900, remainder: 'keep' };
  const call = { ids: { hold: 'reservation-1' }, args, ...more };
  const when = 'ends a reservation that is over';
  return [
    { script, prepare: after(withReservation, call) },
    { script, when, word: 'RESERVATION_EXPIRED', prepare: after(withLapsedReservation, call) },
  ];
}

const partly: Call = {
  ids: { hold: 'reservation-1' },
  args: { id: 'reservation-1', remainder: 'keep' },
};

/** Another reservation, which is over, keeps back what the first could have. */
async function withFreeable(store: ScriptStore): Promise<void> {
  await withReservation(store);
  await store.reserve('reservation-9', { TEE: 4 });
  await store.lapse('reservation-9');
}

function list(prefix: string, order: string): Call {
  return { args: { prefix, order, cursor: '', limit: 1 } };
}

export const reservationCases: ScriptCase[] = [
  { script: 'inventory/reserve', prepare: after(stocked, reservation) },
  { script: 'inventory/reserve', when: FREES, prepare: after(withLapsedReservation, reservation) },
  { script: 'inventory/reserve', when: FREES_VANISHED, prepare: after(withVanishedReservation, reservation) },
  ...onReservation('inventory/commit'),
  ...onReservation('inventory/cancel'),
  ...onReservation('inventory/set-lines', { rest: ['MUG', 3, 'TEE', 2] }),
  ...['inventory/commit', 'inventory/cancel'].map((script) => ({
    script,
    when: 'a part',
    prepare: after(withReservation, { ...partly, rest: ['TEE', 2, 'MUG', 1, 'TEE', 1] }),
  })),
  {
    script: 'inventory/commit',
    when: 'a part, and the rest is free',
    prepare: after(withReservation, {
      ...partly,
      args: { ...partly.args, remainder: 'release' },
      rest: ['TEE', 2],
    }),
  },
  {
    script: 'inventory/set-lines',
    when: FREES,
    prepare: after(withFreeable, { ...partly, rest: ['TEE', 9] }),
  },
  ...onReservation('inventory/extend'),
  {
    script: 'inventory/extend',
    when: 'of a cart',
    prepare: after(withHeldCart, {
      ids: { hold: 'reservation-5' },
      args: { id: 'reservation-5', ttl_seconds: 900 },
    }),
  },
  {
    script: 'inventory/read-reservation',
    prepare: after(withReservation, { ids: { hold: 'reservation-1' }, args: { id: 'reservation-1' } }),
  },
  { script: 'inventory/list-reservations', prepare: after(withReservation, list('o/ann', 'desc')) },
  {
    script: 'inventory/list-reservations',
    when: 'of one state',
    prepare: after(withReservation, list('s/active', 'asc')),
  },
  {
    script: 'inventory/list-reservations',
    when: 'of expired ones',
    prepare: after(withLapsedReservation, list('s/expired', 'desc')),
  },
];

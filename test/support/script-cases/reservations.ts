import type { ScriptCase } from '../script-cases';
import { Call, ScriptStore } from '../script-store';
import { after, FREES, FREES_VANISHED } from './after';

const stocked = (store: ScriptStore): Promise<void> => store.receive({ TEE: 10, MUG: 3 });

async function withHold(store: ScriptStore): Promise<void> {
  await stocked(store);
  await store.reserve('hold-1', { TEE: 6, MUG: 1 }, 'ann');
}

async function withLapsedHold(store: ScriptStore): Promise<void> {
  await withHold(store);
  await store.lapse('hold-1');
}

async function withVanishedHold(store: ScriptStore): Promise<void> {
  await withHold(store);
  await store.vanish('hold-1');
}

const reservation: Call = {
  ids: { hold: 'hold-2' },
  args: { id: 'hold-2', ttl_seconds: 600, owner: 'ann', metadata: '{"cart":"c 1"}' },
  rest: ['TEE', 5, 'MUG', 1, 'TEE', 2],
};

/** On a hold, and on one that is over, which is ended on the way to the refusal. */
function onHold(script: string): ScriptCase[] {
  const call = { ids: { hold: 'hold-1' }, args: { id: 'hold-1', ttl_seconds: 900 } };
  const when = 'ends a hold that is over';
  return [
    { script, prepare: after(withHold, call) },
    { script, when, word: 'RESERVATION_EXPIRED', prepare: after(withLapsedHold, call) },
  ];
}

function list(prefix: string, order: string): Call {
  return { args: { prefix, order, cursor: '', limit: 1 } };
}

export const reservationCases: ScriptCase[] = [
  { script: 'inventory/reserve', prepare: after(stocked, reservation) },
  { script: 'inventory/reserve', when: FREES, prepare: after(withLapsedHold, reservation) },
  { script: 'inventory/reserve', when: FREES_VANISHED, prepare: after(withVanishedHold, reservation) },
  ...onHold('inventory/commit'),
  ...onHold('inventory/cancel'),
  ...onHold('inventory/extend'),
  {
    script: 'inventory/read-reservation',
    prepare: after(withHold, { ids: { hold: 'hold-1' }, args: { id: 'hold-1' } }),
  },
  { script: 'inventory/list-reservations', prepare: after(withHold, list('o/ann', 'desc')) },
  {
    script: 'inventory/list-reservations',
    when: 'of one state',
    prepare: after(withHold, list('s/active', 'asc')),
  },
  {
    script: 'inventory/list-reservations',
    when: 'of expired ones',
    prepare: after(withLapsedHold, list('s/expired', 'desc')),
  },
];

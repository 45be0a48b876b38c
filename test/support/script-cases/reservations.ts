import type { ScriptCase } from '../script-cases';
import { Call, ScriptStore } from '../script-store';

const reservation: Call = {
  ids: { hold: 'hold-2' },
  args: { id: 'hold-2', ttl_seconds: 600, owner: 'ann', metadata: '{"cart":"c 1"}' },
  rest: ['TEE', 5, 'MUG', 1, 'TEE', 2],
};

/** Ten TEE and three MUG of which hold-1 keeps some back. */
async function withHold(store: ScriptStore): Promise<void> {
  await store.receive({ TEE: 10, MUG: 3 });
  await store.reserve('hold-1', { TEE: 6, MUG: 1 }, 'ann');
}

async function withLapsedHold(store: ScriptStore): Promise<void> {
  await withHold(store);
  await store.lapse('hold-1');
}

/** commit, cancel and extend: on a hold, and on one that is over, which they end on the way to their refusal. */
function onHold(script: string): ScriptCase[] {
  const call = { ids: { hold: 'hold-1' }, args: { id: 'hold-1', ttl_seconds: 900 } };
  const after = (prepared: (store: ScriptStore) => Promise<void>) => async (store: ScriptStore) => {
    await prepared(store);
    return call;
  };
  return [
    { script, prepare: after(withHold) },
    { script, when: 'ends a hold that is over', word: 'RESERVATION_EXPIRED', prepare: after(withLapsedHold) },
  ];
}

export const reservationCases: ScriptCase[] = [
  {
    script: 'inventory/reserve',
    prepare: async (store) => {
      await store.receive({ TEE: 10, MUG: 3 });
      return reservation;
    },
  },
  {
    script: 'inventory/reserve',
    when: 'frees what a hold that is over keeps back',
    prepare: async (store) => {
      await withLapsedHold(store);
      return reservation;
    },
  },
  ...onHold('inventory/commit'),
  ...onHold('inventory/cancel'),
  ...onHold('inventory/extend'),
  {
    script: 'inventory/read-reservation',
    prepare: async (store) => {
      await withHold(store);
      return { args: { id: 'hold-1' } };
    },
  },
  {
    script: 'inventory/list-reservations',
    when: 'lists one owner’s, newest first',
    prepare: async (store) => {
      await withHold(store);
      await store.reserve('hold-2', { TEE: 1 }, 'ann');
      return { args: { prefix: 'o/ann', order: 'desc', cursor: '', limit: 1 } };
    },
  },
  {
    script: 'inventory/list-reservations',
    when: 'lists the active ones',
    prepare: async (store) => {
      await withLapsedHold(store);
      await store.reserve('hold-2', { TEE: 1 });
      return { args: { prefix: 's/active', order: 'asc', cursor: '', limit: 50 } };
    },
  },
];

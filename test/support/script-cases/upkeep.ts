import type { ScriptCase } from '../script-cases';
import { ScriptStore } from '../script-store';
import { sleep } from '../time';

/** Two reservations, of which the first is over, and an index entry that points at neither. */
async function withDueReservations(store: ScriptStore): Promise<void> {
  await store.receive({ TEE: 10, MUG: 3 });
  await store.reserve('reservation-1', { TEE: 6, MUG: 1 }, 'ann');
  await store.reserve('reservation-2', { TEE: 2 });
  await store.lapse('reservation-1');
  await store.redis.zadd(store.key('reservation_index'), 0, 's/active/1700000000000/reservation-9');
}

async function dueMembers(store: ScriptStore): Promise<string[]> {
  return (await store.ok('inventory/find-due', { args: { limit: 10 } })).slice(6) as string[];
}

/** The call that sweeps everything due. */
async function release(store: ScriptStore) {
  const members = await dueMembers(store);
  const hold = members.map((member) => member.split('/')[3]!);
  return { ids: { hold }, rest: members };
}

export const upkeepCases: ScriptCase[] = [
  {
    script: 'inventory/find-due',
    prepare: async (store) => {
      await withDueReservations(store);
      return { args: { limit: 10 } };
    },
  },
  {
    script: 'inventory/find-vanished',
    prepare: async (store) => {
      await withDueReservations(store);
      await store.vanish('reservation-2');
      return { args: { cursor: '', limit: 10 } };
    },
  },
  {
    script: 'inventory/release-due',
    prepare: async (store) => {
      await withDueReservations(store);
      return release(store);
    },
  },
  {
    script: 'inventory/release-due',
    when: 'ends a reservation whose expiry key outlives it',
    prepare: async (store) => {
      await withDueReservations(store);
      await store.redis.set(store.key('hold', 'reservation-1'), 1);
      await sleep(2);
      return release(store);
    },
  },
  {
    script: 'inventory/purge-ended',
    prepare: async (store) => {
      await withDueReservations(store);
      await store.end('cancel', 'reservation-2');
      await sleep(2);
      return { args: { retention_ms: 0, limit: 100 } };
    },
  },
  {
    script: 'inventory/inspect-reservations',
    prepare: async (store) => {
      await store.receive({ TEE: 10 });
      await store.reserve('reservation-1', { TEE: 1 });
      await store.reserve('reservation-2', { TEE: 2 });
      await store.vanish('reservation-1');
      const rest = ['reservation-1', 'reservation-2', 'reservation-3'];
      return { ids: { hold: rest }, rest };
    },
  },
  {
    script: 'inventory/scan-reservations',
    prepare: async (store) => {
      await withDueReservations(store);
      return { args: { cursor: 0, page: 100 } };
    },
  },
  {
    script: 'inventory/reindex-reservation',
    prepare: async (store) => {
      await withDueReservations(store);
      await store.redis.del(store.key('reservation_index'));
      return { args: { id: 'reservation-2' } };
    },
  },
  {
    script: 'inventory/repair-stock',
    prepare: async (store) => {
      await store.receive({ TEE: 10 });
      await store.redis.hset(store.key('stock'), 'TEE', '12 1 1');
      const actual = { on_hand: 10, reserved: 0, sold: 0, reserved_change: 0 };
      return { args: { sku: 'TEE', recorded_sequence: 1, sequence: 1, ...actual } };
    },
  },
  {
    script: 'inventory/repair-stock',
    when: 'rebuilds a record that is lost',
    prepare: async (store) => {
      await store.receive({ TEE: 10 });
      await store.redis.del(store.key('stock'), store.key('skus'));
      const actual = { on_hand: 10, reserved: 0, sold: 0, reserved_change: 0 };
      return { args: { sku: 'TEE', recorded_sequence: '', sequence: 1, ...actual } };
    },
  },
  {
    script: 'inventory/scan-movements',
    prepare: async (store) => {
      await withDueReservations(store);
      return { args: { sku: 'TEE', after_sequence: 1, limit: 3 } };
    },
  },
  ...['stock', 'movements', 'sold'].map((walked) => ({
    script: 'inventory/scan-unlisted',
    when: `through ${walked}`,
    prepare: async (store: ScriptStore) => {
      await store.receive({ TEE: 10 });
      await store.deduct('TEE', 1);
      await store.redis.zrem(store.key('skus'), 'TEE');
      return { args: { walked, cursor: 0, page: 100 } };
    },
  })),
];

import { decodeStock, encodeStock } from '../../../src/inventory/generated/stock-record';
import { readScripts } from '../../../src/platform/scripts/script-source';
import { setLine, standInLine, writeWait } from '../line-by-hand';
import type { ScriptCase } from '../script-cases';
import { Call, ScriptStore } from '../script-store';
import { sleep } from '../time';
import { after } from './after';

const STANDING = 'wait-1';

const newcomer: Call = {
  args: {
    id: 'wait-2',
    reservation: 'reservation-of-wait-2',
    sku: 'TEE',
    quantity: 2,
    at_least: 1,
    owner: 'ann',
    hold_seconds: 60,
    wait_seconds: 600,
    most: 100,
  },
};

/** One on hand, which is not enough for who stands in line. */
async function withLine(store: ScriptStore): Promise<void> {
  await store.receive({ TEE: 1 });
  await store.ok('inventory/wait', { args: { ...newcomer.args, id: STANDING, quantity: 3, at_least: 3 } });
  await store.ok('inventory/wait', { args: { ...newcomer.args, id: 'wait-9', reservation: 'r9' } });
}

/** The first in line has waited long enough, and who is behind has enough; another line has to be run on. */
async function withDueLine(store: ScriptStore): Promise<void> {
  await store.receive({ TEE: 1, MUG: 1 });
  await writeWait(store, STANDING, { sku: 'TEE', quantity: 3, expiresMs: 1_700_000_000_001 });
  await writeWait(store, 'wait-8', { sku: 'TEE', sequence: 2 });
  await setLine(store, 'TEE', 1);
  await writeWait(store, 'wait-9', { sku: 'MUG' });
  await setLine(store, 'MUG', 2);
  await store.redis.zadd(store.key('wait_index'), 0, 'd/1700000000000/=MUG', 0, 'd/1700000000000/wait-0');
}

const limited = (total: number): Call => ({ args: { id: 'drop', total }, rest: ['TEE', 'MUG'] });

/** Somebody waits for units that are there, since others have all that a campaign allows. */
async function withBarredLine(store: ScriptStore): Promise<void> {
  await store.receive({ TEE: 10, MUG: 10 });
  await store.ok('inventory/put-campaign', limited(3));
  const owned = { id: 'r1', ttl_seconds: 60, owner: 'bob' };
  await store.ok('inventory/reserve', { args: owned, ids: { hold: 'r1' }, rest: ['MUG', 3] });
  await store.ok('inventory/wait', newcomer);
}

export const waitCases: ScriptCase[] = [
  {
    script: 'inventory/put-campaign',
    when: 'raises a limit that held up who waits',
    prepare: after(withBarredLine, limited(9)),
  },
  {
    script: 'inventory/delete-campaign',
    when: 'that held up who waits',
    prepare: after(withBarredLine, { args: { id: 'drop' } }),
  },
  {
    script: 'inventory/cancel',
    when: 'lets go of who waits for another SKU',
    prepare: after(withBarredLine, { args: { id: 'r1' }, ids: { hold: 'r1' } }),
  },
  {
    script: 'inventory/wait',
    when: 'is promoted',
    prepare: after((store) => store.receive({ TEE: 1 }), newcomer),
  },
  {
    script: 'inventory/wait',
    when: 'stands behind another',
    prepare: after(async (store) => {
      await withLine(store);
      await store.deduct('TEE', 1);
    }, newcomer),
  },
  { script: 'inventory/cancel-wait', prepare: after(withLine, { args: { id: STANDING } }) },
  { script: 'inventory/read-wait', prepare: after(withLine, { args: { id: STANDING } }) },
  {
    script: 'inventory/list-waits',
    prepare: after(withLine, { args: { prefix: 'k/TEE', order: 'asc', cursor: '', limit: 1 } }),
  },
  { script: 'inventory/find-due-waits', prepare: after(withDueLine, { args: { limit: 10 } }) },
  {
    script: 'inventory/release-due-waits',
    prepare: async (store) => {
      await withDueLine(store);
      return {
        rest: (await store.ok('inventory/find-due-waits', { args: { limit: 10 } })).slice(6) as string[],
      };
    },
  },
  { script: 'inventory/run-lines', prepare: after(withDueLine, {}) },
  {
    script: 'inventory/set-policy',
    when: 'keeps less than before, and somebody waits',
    prepare: async (store) => {
      await store.receive({ TEE: 5 });
      await store.ok('inventory/set-policy', { args: { sku: 'TEE', safety_stock: 5 } });
      await standInLine(store);
      return { args: { sku: 'TEE', safety_stock: 4 } };
    },
  },
  {
    script: 'inventory/repair-stock',
    when: 'finds units that somebody waits for',
    prepare: async (store) => {
      await store.receive({ TEE: 10 });
      await writeWait(store, STANDING, { sku: 'TEE' });
      const stock = decodeStock((await store.redis.hget(store.key('stock'), 'TEE'))!);
      await store.redis.hset(store.key('stock'), 'TEE', encodeStock({ ...stock, onHand: 0 }));
      const actual = { on_hand: 10, reserved: 0, sold: 0, reserved_change: 0 };
      return { args: { sku: 'TEE', recorded_sequence: 1, sequence: 1, ...actual } };
    },
  },
  {
    script: 'inventory/purge-ended-waits',
    prepare: async (store) => {
      await withLine(store);
      await store.ok('inventory/cancel-wait', { args: { id: STANDING } });
      await sleep(2);
      return { args: { retention_ms: 0, limit: 100 } };
    },
  },
];

const serving = new Set(
  readScripts()
    .filter(({ keys }) => keys.some(({ name }) => name === 'waits'))
    .map(({ name }) => name),
);
/** Those that take what they free would find it gone. */
const takes = ({ script, when = '' }: ScriptCase): boolean =>
  when.startsWith('frees') ||
  (script === 'orders/place-order' && ['authorised', 'paid in legs'].includes(when));

/** These calls where somebody waits for units of every SKU: whatever comes back goes there. */
export function whereSomebodyWaits(cases: ScriptCase[]): ScriptCase[] {
  return cases
    .filter((one) => serving.has(one.script) && !takes(one))
    .map((one) => ({
      ...one,
      when: [one.when, 'where somebody waits'].filter(Boolean).join(' '),
      prepare: async (store) => {
        const call = await one.prepare(store);
        await standInLine(store);
        return call;
      },
    }));
}

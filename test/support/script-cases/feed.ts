import { createHash } from 'node:crypto';
import type { ScriptCase } from '../script-cases';
import { Call, ScriptStore } from '../script-store';
import { after } from './after';

const ID = 'shop';
const settings = { id: ID, url: 'https://hooks.invalid/shop', types: '', description: '', secret: 's' };
const deliveries = { webhook_deliveries: ID };

const put = (store: ScriptStore): Promise<unknown> => store.ok('feed/put-webhook', { args: settings });

/** An effect is to be sent. */
async function due(store: ScriptStore): Promise<void> {
  await put(store);
  await store.ok('carts/put-price', { args: { sku: 'TEE', unit_price: 1 } });
}

async function claimed(store: ScriptStore): Promise<void> {
  await due(store);
  await store.ok('feed/claim-webhooks', { args: { owner: 'a', lease_ms: 20_000 } });
}

const outcome = (word: string, more: object = {}): Call => ({
  ids: deliveries,
  args: {
    ...{ id: ID, fence: 2, lease_ms: 20_000, outcome: word, position: '9-0', retry_ms: 5_000, effect: '9-0' },
    ...{ effect_type: 'store.created', status: 0, duration_ms: 3, fault: '', ...more },
  },
});

async function failed(store: ScriptStore): Promise<void> {
  await claimed(store);
  await store.ok('feed/settle-delivery', outcome('failed', { fault: 'nobody is there' }));
}

/** A deduction, reversed. */
async function happened(store: ScriptStore): Promise<void> {
  await store.receive({ TEE: 9 });
  await store.ok('inventory/deduct', { args: { sku: 'TEE', id: 'd', quantity: 2, reference: '' } });
}

const wanted = [
  ...['movements', 'TEE', 0, 'entries', 'ann', 0, 'movement', 'TEE/1', 0, 'account', 'ann', 0],
  ...['transfer', 't', 0, 'order', 'none', 0, 'deduction', 'd', 0],
];

/** Digest of none: the id of the one that happened is the caller's. */
const NO_DEDUCTIONS = createHash('sha1').digest('hex');

/** Two movements, one of a deduction; the sums of their times are what the archive would tell. */
async function archivedMovements(store: ScriptStore): Promise<(string | number)[]> {
  await happened(store);
  const kept = await store.redis.hmget(store.key('movements'), 'TEE/1', 'TEE/2');
  const times = kept.map((json) => (JSON.parse(json!) as number[])[5]!);
  return ['TEE', 0, 2, 7, 0, times[0]! + times[1]!, NO_DEDUCTIONS];
}

async function journalStart(store: ScriptStore): Promise<Call> {
  await happened(store);
  const [[first] = ['']] = await store.redis.xrange(store.key('journal'), '-', '+', 'COUNT', 1);
  return { args: { first, first_effect: first, through: first, effects: 1 } };
}

export const feedCases: ScriptCase[] = [
  { script: 'feed/put-webhook', prepare: async () => ({ args: settings }) },
  { script: 'feed/put-webhook', when: 'finds it', prepare: after(put, { args: settings }) },
  {
    script: 'feed/put-webhook',
    when: 'changes it',
    prepare: after(put, { args: { ...settings, types: 'order.placed', description: 'the shop' } }),
  },
  { script: 'feed/read-webhook', prepare: after(put, { args: { id: ID } }) },
  { script: 'feed/list-webhooks', prepare: after(put, {}) },
  { script: 'feed/rotate-secret', prepare: after(put, { args: { id: ID, secret: 't', overlap_ms: 1_000 } }) },
  { script: 'feed/replay-webhook', prepare: after(failed, { args: { id: ID, after: '1-0' } }) },
  { script: 'feed/claim-webhooks', prepare: after(due, { args: { owner: 'a', lease_ms: 20_000 } }) },
  {
    script: 'feed/settle-delivery',
    when: 'delivered',
    prepare: after(claimed, outcome('delivered', { status: 204 })),
  },
  {
    script: 'feed/settle-delivery',
    when: 'failed',
    prepare: after(claimed, outcome('failed', { status: 500 })),
  },
  { script: 'feed/settle-delivery', when: 'passed', prepare: after(failed, outcome('passed')) },
  {
    script: 'feed/list-deliveries',
    prepare: after(failed, { ids: deliveries, args: { id: ID, order: 'desc', limit: 5 } }),
  },
  { script: 'feed/disable-webhook', prepare: after(failed, { args: { id: ID, fence: 2 } }) },
  { script: 'feed/delete-webhook', prepare: after(failed, { ids: deliveries, args: { id: ID } }) },
  {
    script: 'feed/read-history',
    when: 'reads what follows, and records',
    prepare: after(happened, { args: { most: 100 }, rest: wanted }),
  },
  {
    script: 'feed/read-history',
    when: 'ends early',
    prepare: after(happened, { args: { most: 1 }, rest: wanted }),
  },
  {
    script: 'inventory/trim-movements',
    prepare: async (store) => ({ rest: await archivedMovements(store) }),
  },
  {
    script: 'inventory/trim-movements',
    when: 'finds others',
    prepare: async (store) => ({ rest: (await archivedMovements(store)).with(5, 1) }),
  },
  { script: 'feed/find-journal-start', prepare: after(happened, {}) },
  { script: 'feed/trim-journal', prepare: journalStart },
  ...['stock', 'accounts', 'transfers', 'orders', 'deductions'].map((walked) => ({
    ...{ script: 'feed/walk-records', when: `walks ${walked}` },
    prepare: after(happened, { args: { walked, cursor: '0', page: 10 } }),
  })),
];

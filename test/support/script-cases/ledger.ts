import { decodeTransfer, encodeTransfer } from '../../../src/ledger/generated/transfer-record';
import type { ScriptCase } from '../script-cases';
import { Call, ScriptStore } from '../script-store';
import { after } from './after';

const DAY_MS = 86_400_000;

/** The table of midnights that scripts find today in: lua/ledger/parts/days.lua. */
export function days(): string {
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  return ['UTC', ...[-1, 0, 1, 2].map((day) => today + day * DAY_MS)].join(' ');
}

function account(id: string, more: Record<string, string | number> = {}): Call {
  const settings = { overdraft: 0, per_transfer: 900, daily: 1000, if_match: '' };
  return { args: { midnights: days(), id, ...settings, ...more } };
}

function transfer(id: string, from: string, to: string, amount: number, ttlSeconds?: number): Call {
  return {
    args: {
      midnights: days(),
      id,
      from,
      to,
      amount,
      ttl_seconds: ttlSeconds,
      notes: '{"reference":"order 7"}',
    },
  };
}

const of = (id: string): Call => ({ args: { midnights: days(), id, if_match: '' } });

/** 500 on the account of ann, none on that of bob. */
export async function withAccounts(store: ScriptStore): Promise<void> {
  await store.ok('ledger/put-account', account('ann'));
  await store.ok('ledger/put-account', account('bob'));
  await store.ok('ledger/transfer', transfer('t0', '@world', 'ann', 500));
}

async function withTransfers(store: ScriptStore): Promise<void> {
  await withAccounts(store);
  await store.ok('ledger/transfer', transfer('t1', 'ann', 'bob', 100));
  await store.ok('ledger/transfer', transfer('t2', 'ann', 'bob', 100, 600));
}

/** As withTransfers(), of which one is past its deadline; ann has rolling limits in which they count. */
async function withRollingLimits(store: ScriptStore): Promise<void> {
  await store.ok('ledger/put-account', account('ann', { rolling: '24*900*-,1*-*3' }));
  await store.ok('ledger/put-account', account('bob'));
  await store.ok('ledger/transfer', transfer('t0', '@world', 'ann', 500));
  await store.ok('ledger/transfer', transfer('t1', 'ann', 'bob', 100));
  await store.ok('ledger/transfer', transfer('t2', 'ann', 'bob', 100, 600));
  await lapse(store);
}

async function withFrozenAccount(store: ScriptStore): Promise<void> {
  await withAccounts(store);
  await store.ok('ledger/freeze', of('ann'));
}

/** t2 is past its deadline and nobody has ended it; one member of the index points nowhere. */
export async function withLapsedTransfer(store: ScriptStore): Promise<void> {
  await withTransfers(store);
  await lapse(store);
}

/** Lets the time of t2 go by. */
export async function lapse(store: ScriptStore): Promise<void> {
  const [transfers, index] = [store.key('transfers'), store.key('transfer_index')];
  const record = decodeTransfer((await store.redis.hget(transfers, 't2'))!);
  const past = Date.now() - 60_000;
  await store.redis.zrem(index, `s/pending/${record.expiresMs}/t2`);
  await store.redis.zadd(index, 0, `s/pending/${past}/t2`, 0, `s/pending/${past}/t9`);
  await store.redis.hset(transfers, 't2', encodeTransfer({ ...record, expiresMs: past }));
}

const group = (id: string): Call => ({
  args: { midnights: days(), group: id },
  rest: ['g1', 'ann', 'bob', 10, '', 600, '{}', 'g2', 'ann', 'cid', 5, '', 600, '{}'],
});

async function withThreeAccounts(store: ScriptStore): Promise<void> {
  await withTransfers(store);
  await store.ok('ledger/put-account', account('cid'));
}

/** g is a group of two pending transfers; another transfer is past its deadline. */
async function withGroup(store: ScriptStore): Promise<void> {
  await withThreeAccounts(store);
  await store.ok('ledger/transfer-group', group('g'));
  await lapse(store);
}

async function withPostedGroup(store: ScriptStore): Promise<void> {
  await withThreeAccounts(store);
  await store.ok('ledger/transfer-group', group('g'));
  await store.ok('ledger/post-group', of('g'));
  await lapse(store);
}

const page = { midnights: days(), cursor: '', limit: 1 };
const entries = { id: 'ann', from_ms: 1, to_ms: 9_000_000_000_000, limit: 1 };
const posting = { args: { id: 't2', amount: 60 } };
const reversal = { args: { id: 't1', reversal_id: 'r1', notes: '{}' } };
const batch = (mode: string): Call => ({
  args: { midnights: days(), mode },
  rest: ['t3', 'ann', 'bob', 10, '', '', '{}', 't4', 'bob', 'ann', 5, 'yes', 600, '{}'],
});

/** As withTransfers(), and so many entries that some are marked, by which times are found. */
async function withMarkedEntries(store: ScriptStore): Promise<void> {
  await withTransfers(store);
  const rest = Array.from({ length: 40 }, (_, i) => [`m${i}`, '@world', 'ann', 1, '', '', '{}']).flat();
  await store.ok('ledger/transfer-batch', { args: { midnights: days(), mode: 'atomic' }, rest });
}
const SOME_TIME = 1_700_000_000_000;

const ENDS = 'ends what is over first';

export const ledgerCases: ScriptCase[] = [
  { script: 'ledger/put-account', when: 'creates it', prepare: async () => account('ann') },
  {
    script: 'ledger/put-account',
    when: 'replaces settings',
    prepare: after(withAccounts, account('ann', { daily: 1 })),
  },
  {
    script: 'ledger/put-account',
    when: 'limits rolling windows',
    prepare: async () => account('ann', { rolling: '24*900*-,1*-*3' }),
  },
  {
    script: 'ledger/put-account',
    when: 'takes rolling limits off',
    prepare: after(withRollingLimits, account('ann')),
  },
  {
    script: 'ledger/transfer',
    when: 'counts in rolling limits',
    prepare: after(withRollingLimits, transfer('t3', 'ann', 'bob', 7)),
  },
  {
    script: 'ledger/reverse',
    when: 'gives back to rolling limits',
    prepare: after(withRollingLimits, reversal),
  },
  {
    script: 'ledger/put-account',
    when: ENDS,
    prepare: after(withLapsedTransfer, account('cid', { asset: 'EUR' })),
  },
  {
    script: 'ledger/patch-account',
    prepare: after(withAccounts, {
      ...account('ann', { per_transfer: '', metadata: '{"a":1}', cleared: ' daily ' }),
      rest: ['balance', 500, 'state', 'active'],
    }),
  },
  {
    script: 'ledger/patch-account',
    when: ENDS,
    prepare: after(withLapsedTransfer, account('ann', { daily: 7, cleared: ' ' })),
  },
  {
    script: 'ledger/put-account',
    when: 'as it was read before money moved',
    prepare: after(withTransfers, { ...account('ann'), rest: ['balance', 500, 'held', 9] }),
  },
  { script: 'ledger/freeze', prepare: after(withLapsedTransfer, of('ann')) },
  { script: 'ledger/unfreeze', prepare: after(withFrozenAccount, of('ann')) },
  {
    script: 'ledger/unfreeze',
    when: ENDS,
    word: 'INVALID_STATE',
    prepare: after(withLapsedTransfer, of('ann')),
  },
  { script: 'ledger/close', prepare: after(withAccounts, of('bob')) },
  {
    script: 'ledger/close',
    when: ENDS,
    word: 'ACCOUNT_NOT_EMPTY',
    prepare: after(withLapsedTransfer, of('bob')),
  },
  { script: 'ledger/read-account', prepare: after(withLapsedTransfer, of('ann')) },
  {
    script: 'ledger/read-account-at',
    prepare: after(withLapsedTransfer, { args: { id: 'ann', at_ms: Date.now() } }),
  },
  { script: 'ledger/list-accounts', prepare: after(withLapsedTransfer, { args: page }) },
  {
    script: 'ledger/scan-entries',
    prepare: after(withTransfers, { args: { key: 'ann', after: 0, limit: 2 } }),
  },
  {
    script: 'ledger/list-postings',
    prepare: after(withMarkedEntries, { args: { ...entries, order: 'asc', from_ms: SOME_TIME } }),
  },
  {
    script: 'ledger/open-statement',
    prepare: after(withMarkedEntries, { args: { id: 'ann', from_ms: SOME_TIME } }),
  },
  {
    script: 'ledger/read-entries',
    prepare: after(withTransfers, { args: { key: 'ann', first: 1, limit: 2 } }),
  },
  { script: 'ledger/read-transfers', prepare: after(withTransfers, { rest: ['t1', 't9'] }) },
  {
    script: 'ledger/list-transfers',
    prepare: after(withLapsedTransfer, { args: { cursor: '', order: 'desc', limit: 2 } }),
  },
  {
    script: 'ledger/list-transfers',
    when: 'of an account in a state',
    prepare: after(withLapsedTransfer, {
      args: { account: 'ann', state: 'expired', from_ms: 1, cursor: '', order: 'asc', limit: 2 },
    }),
  },
  {
    script: 'ledger/list-transfers',
    when: 'pending, of a reference',
    prepare: after(withLapsedTransfer, {
      args: { reference: 'order 7', state: 'pending', cursor: '', order: 'desc', limit: 1 },
    }),
  },
  {
    script: 'ledger/list-earlier-transfers',
    when: 'that no list has',
    prepare: async (store) => {
      await withTransfers(store);
      await store.redis.del(store.key('transfer_index'));
      return { args: { cursor: '0', limit: 10 } };
    },
  },
  {
    script: 'ledger/scan-statements',
    prepare: after(withMarkedEntries, { args: { cursor: '', limit: 1, from_ms: SOME_TIME } }),
  },
  { script: 'ledger/scan-accounts', prepare: after(withTransfers, { args: page }) },
  { script: 'ledger/scan-pending', prepare: after(withTransfers, { args: page }) },
  { script: 'ledger/read-totals', prepare: after(withTransfers, {}) },
  { script: 'ledger/transfer', prepare: after(withAccounts, transfer('t3', 'ann', 'bob', 100)) },
  {
    script: 'ledger/transfer',
    when: 'holds it',
    prepare: after(withAccounts, transfer('t3', 'ann', 'bob', 100, 600)),
  },
  {
    script: 'ledger/transfer',
    when: ENDS,
    prepare: after(withLapsedTransfer, transfer('t3', 'ann', 'bob', 400)),
  },
  { script: 'ledger/transfer-batch', prepare: after(withLapsedTransfer, batch('atomic')) },
  {
    script: 'ledger/transfer-batch',
    when: 'each on its own',
    prepare: after(withAccounts, batch('independent')),
  },
  { script: 'ledger/read-transfer', prepare: after(withLapsedTransfer, of('t2')) },
  { script: 'ledger/post', prepare: after(withTransfers, posting) },
  { script: 'ledger/post', when: ENDS, word: 'INVALID_STATE', prepare: after(withLapsedTransfer, posting) },
  { script: 'ledger/void', prepare: after(withTransfers, posting) },
  { script: 'ledger/void', when: ENDS, word: 'INVALID_STATE', prepare: after(withLapsedTransfer, posting) },
  { script: 'ledger/reverse', prepare: after(withLapsedTransfer, reversal) },
  {
    script: 'ledger/transfer-group',
    prepare: async (store) => {
      await withThreeAccounts(store);
      await lapse(store);
      return group('g');
    },
  },
  { script: 'ledger/read-group', prepare: after(withGroup, of('g')) },
  { script: 'ledger/post-group', prepare: after(withGroup, of('g')) },
  { script: 'ledger/void-group', prepare: after(withGroup, of('g')) },
  {
    script: 'ledger/reverse-group',
    prepare: after(withPostedGroup, { args: { id: 'g', reversal_id: 'back', notes: '{}' } }),
  },
  { script: 'ledger/find-due', prepare: after(withLapsedTransfer, { args: page }) },
  { script: 'ledger/release-due', prepare: after(withLapsedTransfer, { args: { ...page, limit: 100 } }) },
];

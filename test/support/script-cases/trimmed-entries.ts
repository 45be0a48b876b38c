import { createHash } from 'node:crypto';
import type { ScriptCase } from '../script-cases';
import { ScriptStore } from '../script-store';
import { days } from './ledger';

/** ann and @world have so many entries, of 1 each. */
export async function withEntries(store: ScriptStore, count: number): Promise<void> {
  const args = { midnights: days(), id: 'ann', overdraft: 0, if_match: '' };
  await store.ok('ledger/put-account', { args });
  for (let i = 0; i < count; i += 100) {
    const some = Array.from({ length: Math.min(100, count - i) }, (_, n) => i + n);
    const rest = some.flatMap((n) => [`m${n}`, '@world', 'ann', 1, '', '', '{"reference":"r"}']);
    await store.ok('ledger/transfer-batch', { args: { midnights: days(), mode: 'atomic' }, rest });
  }
}

/** The proof that ledger/trim-entries compares, of these entries as Redis has them. */
export async function proofOf(
  store: ScriptStore,
  key: string,
  after: number,
  through: number,
): Promise<string> {
  const fields = Array.from({ length: through - after }, (_, i) => `${key}/${after + i + 1}`);
  const records = await store.redis.hmget(store.key('entries'), ...fields);
  return createHash('sha1').update(records.join('\n')).digest('hex');
}

/** The arguments of ledger/trim-entries that tell of one account. */
export async function leaving(
  store: ScriptStore,
  key: string,
  after: number,
  through: number,
): Promise<(string | number)[]> {
  return [key, after, through, await proofOf(store, key, after, through)];
}

/** 39 of 140 entries have left. */
export async function withTrimmedEntries(store: ScriptStore): Promise<void> {
  await withEntries(store, 140);
  await store.ok('ledger/trim-entries', { rest: await leaving(store, 'ann', 0, 39) });
}

const behind = (script: string, args: Record<string, string | number>): ScriptCase => ({
  ...{ script, when: 'behind what has left' },
  prepare: async (store) => {
    await withTrimmedEntries(store);
    return { args };
  },
});

export const trimCases: ScriptCase[] = [
  {
    script: 'ledger/trim-entries',
    prepare: async (store) => {
      await withEntries(store, 140);
      return {
        rest: [...(await leaving(store, 'ann', 0, 39)), ...(await leaving(store, '@world/USD', 0, 32))],
      };
    },
  },
  {
    script: 'ledger/trim-entries',
    when: 'finds others',
    prepare: async (store) => {
      await withEntries(store, 140);
      return { rest: [...(await leaving(store, 'ann', 0, 3)).slice(0, -1), 'other'] };
    },
  },
  behind('ledger/scan-entries', { key: 'ann', after: 0, limit: 2 }),
  behind('ledger/read-entries', { key: 'ann', first: 40, limit: 2 }),
  behind('ledger/list-postings', { id: 'ann', from_ms: 1_700_000_000_000, order: 'asc', limit: 2 }),
  behind('ledger/open-statement', { id: 'ann', from_ms: 1_700_000_000_000 }),
  behind('ledger/read-account-at', { id: 'ann', at_ms: 1_700_000_000_000 }),
];

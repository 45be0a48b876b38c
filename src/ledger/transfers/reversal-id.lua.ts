import { readRecord, ScriptRunner, StoreCorruptedError } from '../../platform/redis';
import { decodeTransfer } from '../generated/transfer-record';
import { EntriesLua } from '../statements/entries.lua';

/** More entries than an account has of one millisecond. */
const LIMIT = 200;

/**
 * Finds under which id a reversal was made that a reply of an earlier version tells of: it recorded the transfer without
 * its id. The sender's entry of that moment names it. Empty where there is more than one that could be it, or none.
 */
export async function findReversalId(
  scripts: ScriptRunner,
  entries: EntriesLua,
  store: string,
  record: string,
): Promise<string> {
  const { from, to, asset, amount, createdMs, fromBalance, reverses } = decodeTransfer(record);
  const span = { fromMs: createdMs, toMs: createdMs + 1 };
  const { items, unreadable } = await entries.page(
    { store, id: from, asset },
    { ...span, order: 'desc', limit: LIMIT },
  );
  if (unreadable) throw new StoreCorruptedError(`entries ${from}/${unreadable[0]} cannot be read`);
  const ids: string[] = [];
  for (const { change, balanceAfter, counterparty, transferId: id } of items) {
    if (change !== -amount || balanceAfter !== fromBalance || counterparty !== to) continue;
    const found = await scripts.run('ledger/read-transfer', { store, args: { id } });
    if (found.outcome !== 'OK') continue;
    const other = readRecord('transfers', id, () => decodeTransfer(found.values[0] as string));
    if (other.reverses === reverses) ids.push(id);
  }
  return ids.length === 1 ? ids[0]! : '';
}

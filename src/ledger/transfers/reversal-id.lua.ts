import { readRecord, ScriptRunner } from '../../platform/redis';
import { decodeEntry } from '../generated/entry-record';
import { decodeTransfer } from '../generated/transfer-record';

/** More entries than an account has of one millisecond. */
const LIMIT = 200;

/**
 * Finds under which id a reversal was made that a reply of an earlier version tells of: it recorded the transfer without
 * its id. The sender's entry of that moment names it. Empty where there is more than one that could be it, or none.
 */
export async function findReversalId(scripts: ScriptRunner, store: string, record: string): Promise<string> {
  const { from, to, asset, amount, createdMs, fromBalance, reverses } = decodeTransfer(record);
  const args = { id: from, asset, from_ms: createdMs, to_ms: createdMs + 1, limit: LIMIT };
  const reply = await scripts.run('ledger/list-entries', { store, args });
  const [newest, , ...entries] = reply.values as string[];
  const ids: string[] = [];
  for (const [i, text] of entries.entries()) {
    const entry = readRecord('entries', `${from}/${Number(newest) - i}`, () => decodeEntry(text));
    if (entry.change !== -amount || entry.balanceAfter !== fromBalance || entry.counterparty !== to) continue;
    const id = entry.transferId;
    const found = await scripts.run('ledger/read-transfer', { store, args: { id } });
    if (found.outcome !== 'OK') continue;
    const other = readRecord('transfers', id, () => decodeTransfer(found.values[0] as string));
    if (other.reverses === reverses) ids.push(id);
  }
  return ids.length === 1 ? ids[0]! : '';
}

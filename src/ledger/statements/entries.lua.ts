import { Injectable } from '@nestjs/common';
import { Page, readRecords } from '../../platform/http';
import { isoTime, readActor, readRecord, ScriptRunner, toResult } from '../../platform/redis';
import { AccountOf } from '../accounts/accounts.lua';
import { decodeEntry } from '../generated/entry-record';
import { LedgerResult } from '../ledger.errors';
import { Entry } from './entry.dto';

export interface EntriesWanted {
  fromMs?: number;
  toMs?: number;
  /** The last sequence of the page before. */
  before?: number;
  limit: number;
}

/** The script that reads what came in and went out of an account. */
@Injectable()
export class EntriesLua {
  constructor(private readonly scripts: ScriptRunner) {}

  /** `nextCursor` is the last sequence of the page. */
  async listEntries(
    { store, id, asset }: AccountOf,
    wanted: EntriesWanted,
  ): Promise<LedgerResult<Page<Entry>>> {
    const { fromMs, toMs, before, limit } = wanted;
    const args = { id, asset, from_ms: fromMs, to_ms: toMs, before, limit };
    const reply = await this.scripts.run('ledger/list-entries', { store, args });
    return toResult(reply, ([newest, more, ...entries]) => {
      const last = Number(newest);
      const named = entries.flatMap((entry, i) => [String(last - i), entry]);
      const page = readRecords(named, (sequence, entry) => toEntry(id, Number(sequence), entry));
      return { ...page, nextCursor: more === '1' ? String(last - entries.length + 1) : null };
    });
  }
}

function toEntry(id: string, sequence: number, record: string): Entry {
  return readRecord('entries', `${id}/${sequence}`, () => {
    const { transferId, counterparty, change, balanceAfter, atMs, actor } = decodeEntry(record);
    const at = isoTime(atMs);
    return { sequence, transferId, counterparty, change, balanceAfter, actor: readActor(actor), at };
  });
}

import { Injectable } from '@nestjs/common';
import { Page, readRecords, Span } from '../../platform/http';
import { isoTime, readActor, readRecord, ScriptRunner, toResult } from '../../platform/redis';
import { AccountOf } from '../accounts/accounts.lua';
import { decodeEntry } from '../generated/entry-record';
import { LedgerResult } from '../ledger.errors';
import { Entry } from './entry.dto';

export interface EntriesWanted extends Span {
  /** The last sequence of the page before. */
  seen?: number;
  order: 'asc' | 'desc';
  limit: number;
}

/** The script that reads what came in and went out of an account. */
@Injectable()
export class EntriesLua {
  constructor(private readonly scripts: ScriptRunner) {}

  /** lua/ledger/list-postings.lua; `nextCursor` is the last sequence of the page. */
  async listEntries(
    { store, id, asset }: AccountOf,
    wanted: EntriesWanted,
  ): Promise<LedgerResult<Page<Entry>>> {
    const { fromMs, toMs, seen, order, limit } = wanted;
    const args = { id, asset, from_ms: fromMs, to_ms: toMs, seen, order, limit };
    const reply = await this.scripts.run('ledger/list-postings', { store, args });
    return toResult(reply, ([first, more, ...values]) => {
      const step = order === 'asc' ? 1 : -1;
      const entries = values.filter((_, i) => i % 2 === 0);
      const sequenceOf = (i: number): number => Number(first) + step * i;
      const named = entries.flatMap((entry, i) => [String(sequenceOf(i)), entry]);
      const page = readRecords(named, (sequence, entry) => {
        const i = (Number(sequence) - Number(first)) * step;
        return toEntry(id, Number(sequence), entry, values[2 * i + 1] as string);
      });
      return { ...page, nextCursor: more === '1' ? String(sequenceOf(entries.length - 1)) : null };
    });
  }
}

function toEntry(id: string, sequence: number, record: string, notes: string): Entry {
  return readRecord('entries', `${id}/${sequence}`, () => {
    const { transferId, counterparty, change, balanceAfter, atMs, actor } = decodeEntry(record);
    const at = isoTime(atMs);
    return {
      ...{ sequence, transferId, counterparty, change, balanceAfter, actor: readActor(actor), at },
      ...(notes === '' ? {} : (JSON.parse(notes) as Pick<Entry, 'reference' | 'metadata'>)),
    };
  });
}

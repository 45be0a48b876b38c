import { Injectable } from '@nestjs/common';
import { HistoryWanted, KeptHistory, Page, pageThrough, readRecords, valueOf } from '../../platform/http';
import { isoTime, readActor, readRecord, ReplyValue, ScriptRunner, toResult } from '../../platform/redis';
import { AccountOf } from '../accounts/accounts.lua';
import { decodeEntry } from '../generated/entry-record';
import { decodeTransfer } from '../generated/transfer-record';
import { ledgerRefusals, LedgerResult } from '../ledger.errors';
import { EarlierPostings } from './earlier-postings.lua';
import { Entry } from './entry.dto';

type Kept = KeptHistory<Entry> & { asset: string };

/** The script that reads what came in and went out of an account, and the archive behind it. */
@Injectable()
export class EntriesLua {
  constructor(
    private readonly scripts: ScriptRunner,
    private readonly earlier: EarlierPostings,
  ) {}

  /** `nextCursor` is the last sequence of the page. */
  page(of: AccountOf, wanted: HistoryWanted): Promise<Page<Entry>> {
    let asset = '';
    return pageThrough<Entry>(wanted, {
      kept: async (part) => {
        const kept = valueOf(await this.listPostings(of, part), ledgerRefusals);
        ({ asset } = kept);
        return kept;
      },
      earlier: async (part) => {
        const found = await this.earlier.read(of.store, { account: of.id, asset }, part);
        return found.map(({ sequence, record, transfer }) =>
          toEntry(of.id, sequence, record, notesIn(transfer)),
        );
      },
    });
  }

  /** lua/ledger/list-postings.lua */
  private async listPostings(
    { store, id, asset }: AccountOf,
    { fromMs, toMs, seen, order, limit }: HistoryWanted,
  ): Promise<LedgerResult<Kept>> {
    const args = { id, asset, from_ms: fromMs, to_ms: toMs, seen, order, limit };
    const reply = await this.scripts.run('ledger/list-postings', { store, args });
    return toResult(reply, ([base, baseMs, itsAsset, ...values]) => ({
      ...{ base: Number(base), baseMs: Number(baseMs), asset: itsAsset as string },
      page: toPage(id, order, values),
    }));
  }
}

function toPage(
  id: string,
  order: HistoryWanted['order'],
  [first, more, ...values]: ReplyValue[],
): Page<Entry> {
  const step = order === 'asc' ? 1 : -1;
  const entries = values.filter((_, i) => i % 2 === 0);
  const sequenceOf = (i: number): number => Number(first) + step * i;
  const named = entries.flatMap((entry, i) => [String(sequenceOf(i)), entry]);
  const page = readRecords(named, (sequence, entry) => {
    const i = (Number(sequence) - Number(first)) * step;
    return toEntry(id, Number(sequence), entry, values[2 * i + 1] as string);
  });
  return { ...page, nextCursor: more === '1' ? String(sequenceOf(entries.length - 1)) : null };
}

function toEntry(id: string, sequence: number, record: string, notes: string): Entry {
  return readRecord('entries', `${id}/${sequence}`, () => {
    const { transferId, counterparty, change, balanceAfter, atMs, actor } = decodeEntry(record);
    const at = isoTime(atMs);
    return {
      sequence,
      transferId,
      counterparty,
      change,
      balanceAfter,
      actor: readActor(actor),
      at,
      ...(notes === '' ? {} : (JSON.parse(notes) as Pick<Entry, 'reference' | 'metadata'>)),
    };
  });
}

/** Notes in the record of a transfer, as the script hands them out: empty where it cannot be read. */
function notesIn(transfer: string): string {
  try {
    return decodeTransfer(transfer).notes;
  } catch {
    return '';
  }
}

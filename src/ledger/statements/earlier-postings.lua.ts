import { Injectable } from '@nestjs/common';
import { EarlierItems } from '../../platform/http';
import { readRecord, ScriptRunner } from '../../platform/redis';
import { decodeEntry } from '../generated/entry-record';
import { AccountName, EarlierEntries } from './earlier-entries';

/** An entry that has left Redis, and the record of its transfer, which has not; the latter is empty where there is none. */
export interface EarlierPosting {
  sequence: number;
  record: string;
  transfer: string;
}

@Injectable()
export class EarlierPostings {
  constructor(
    private readonly scripts: ScriptRunner,
    private readonly earlier: EarlierEntries,
  ) {}

  /** Entries from the archive, and lua/ledger/read-transfers.lua. */
  async read(store: string, of: AccountName, wanted: EarlierItems): Promise<EarlierPosting[]> {
    const found = await this.earlier.entries(store, of, wanted);
    if (found.length === 0) return [];
    const items = found.map(([sequence, record]) => ({
      id: readRecord('entries', `${of.account}/${sequence}`, () => decodeEntry(record)).transferId,
    }));
    const { values } = await this.scripts.run('ledger/read-transfers', { store, items });
    return found.map(([sequence, record], i) => ({ sequence, record, transfer: values[i] as string }));
  }
}

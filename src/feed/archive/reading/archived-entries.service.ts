import { Injectable, OnModuleInit } from '@nestjs/common';
import { EarlierItems } from '../../../platform/http';
import { AccountName, EarlierEntries, KeepsEntries, Moment, Stand } from '../../../ledger';
import { Database, Transaction } from '../database';
import { orUnavailable } from '../or-unavailable';
import { entryRecord } from '../tables/entries';
import { archivedEntries, standsAt } from './entry-queries';

/** Hands out entries that Redis no longer has. */
@Injectable()
export class ArchivedEntries implements KeepsEntries, OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly earlier: EarlierEntries,
  ) {}

  onModuleInit(): void {
    if (this.database.isUsed) this.earlier.keptBy(this);
  }

  entries(store: string, of: AccountName, wanted: EarlierItems): Promise<[number, string][]> {
    return this.read(async (transaction) => {
      const rows = await archivedEntries(transaction, store, of, wanted);
      return rows.map((row) => [Number(row.sequence), entryRecord(row)]);
    });
  }

  stands(store: string, moments: readonly Moment[]): Promise<Stand[]> {
    return this.read((transaction) => standsAt(transaction, store, moments));
  }

  private read<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return orUnavailable(this.database.transaction(work));
  }
}

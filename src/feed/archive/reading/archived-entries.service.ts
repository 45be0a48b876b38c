import { Injectable, OnModuleInit } from '@nestjs/common';
import { ARCHIVE_UNAVAILABLE, EarlierItems, Problem } from '../../../platform/http';
import { AccountName, EarlierEntries, KeepsEntries, Moment, Stand } from '../../../ledger';
import { ArchiveError, Database, Transaction } from '../database';
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

  private async read<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    try {
      return await this.database.transaction(work);
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      throw new Problem(ARCHIVE_UNAVAILABLE, 'PostgreSQL did not do what it was asked to.');
    }
  }
}

import { Injectable, OnModuleInit } from '@nestjs/common';
import { ARCHIVE_UNAVAILABLE, EarlierItems, Problem } from '../../../platform/http';
import { ArchivedSums, EarlierMovements, KeepsMovements } from '../../../inventory';
import { ArchiveError, Database, Transaction } from '../database';
import { movementRecord } from '../tables/movements';
import { archivedMovements, movementSums, movementsIn } from './movement-queries';

/** Hands out movements that Redis no longer has. */
@Injectable()
export class ArchivedMovements implements KeepsMovements, OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly earlier: EarlierMovements,
  ) {}

  onModuleInit(): void {
    if (this.database.isUsed) this.earlier.keptBy(this);
  }

  movements(store: string, sku: string, wanted: EarlierItems): Promise<[number, string][]> {
    return this.read(async (transaction) => {
      const rows = await archivedMovements(transaction, store, sku, wanted);
      return rows.map((row) => [Number(row.sequence), movementRecord(row)]);
    });
  }

  movementsIn(store: string, fields: readonly string[]): Promise<Map<string, string>> {
    return this.read((transaction) => movementsIn(transaction, store, fields));
  }

  movementSums(
    store: string,
    sku: string,
    through: number,
    reservations: readonly string[],
  ): Promise<ArchivedSums> {
    return this.read((transaction) => movementSums(transaction, store, sku, { through, reservations }));
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

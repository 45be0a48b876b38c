import { Injectable, OnModuleInit } from '@nestjs/common';
import { EarlierItems } from '../../../platform/http';
import { ArchivedSums, EarlierMovements, KeepsMovements } from '../../../inventory';
import { Database, Transaction } from '../database';
import { orUnavailable } from '../or-unavailable';
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

  private read<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return orUnavailable(this.database.transaction(work));
  }
}

import { Injectable, OnModuleInit } from '@nestjs/common';
import { Config } from '../../../platform/config/config';
import { uuidv7Ms } from '../../../platform/redis';
import { decodeDeduction, EarlierDeductions, encodeDeduction, KeepsDeductions } from '../../../inventory';
import { Database, Transaction } from '../database';
import { orUnavailable } from '../or-unavailable';

/** So much may clocks differ: that of who made an id, Redis' and this one. lua/inventory/parts/leaving-deductions.lua. */
const CLOCKS_DIFFER_MS = 120_000;

/** Hands out deductions that Redis no longer has. */
@Injectable()
export class ArchivedDeductions implements KeepsDeductions, OnModuleInit {
  private readonly startedMs = Date.now();

  constructor(
    private readonly database: Database,
    private readonly earlier: EarlierDeductions,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    if (this.database.isUsed) this.earlier.keptBy(this);
  }

  async deduction(store: string, sku: string, id: string): Promise<string | undefined> {
    const [row] = await this.read((transaction) =>
      transaction.rows<{ record: string; quantity: string }>(
        'select record, quantity from countinghouse.deductions where store = $1 and id = $2 and sku = $3',
        [store, id, sku],
      ),
    );
    return row && encodeDeduction({ ...decodeDeduction(row.record), taken: Number(row.quantity) });
  }

  async used(store: string, ids: readonly string[]): Promise<string[]> {
    const until = this.leftUntilMs() + CLOCKS_DIFFER_MS;
    const old = ids.filter((id) => uuidv7Ms(id)! <= until);
    if (old.length === 0) return [];
    const rows = await this.read((transaction) =>
      transaction.rows<{ id: string }>(
        'select id from countinghouse.deductions where store = $1 and id = any($2)',
        [store, old],
      ),
    );
    return rows.map(({ id }) => id);
  }

  /** Nothing has left Redis that happened later than this. */
  private leftUntilMs(): number {
    const { HISTORY_SECONDS: seconds } = this.config;
    return seconds === undefined ? this.startedMs : Date.now() - seconds * 1_000;
  }

  private read<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return orUnavailable(this.database.transaction(work));
  }
}

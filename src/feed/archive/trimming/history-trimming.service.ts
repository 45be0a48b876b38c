import { Injectable, Logger } from '@nestjs/common';
import { HistoryLua } from '../copying/history.lua';
import { Database } from '../database';
import { ArchivedPart, archivedMovementParts, MOST_ITEMS } from './archived-part';
import { leavingDeductions } from './leaving-deductions';
import { TrimLua } from './trim.lua';

const HISTORIES_AT_ONCE = 20;

/** Takes the first part of histories out of Redis. */
@Injectable()
export class HistoryTrimming {
  private readonly logger = new Logger('Archive');
  private readonly told = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly history: HistoryLua,
    private readonly lua: TrimLua,
  ) {}

  /** Movements of these SKUs that happened by a time. */
  async movements(store: string, skus: string[], untilMs: number): Promise<void> {
    let left = await this.openings(store, skus);
    while (left.size > 0) {
      const behind = left;
      const { parts, deductions } = await this.database.transaction(async (transaction) => {
        const found = await archivedMovementParts(transaction, store, behind, untilMs);
        return { parts: found, deductions: await leavingDeductions(transaction, store, found) };
      });
      left = new Map();
      for (let i = 0; i < parts.length; i += HISTORIES_AT_ONCE) {
        const some = parts.slice(i, i + HISTORIES_AT_ONCE);
        const outcomes = await this.lua.movements(store, some, deductions);
        some.forEach((part, n) => {
          if (outcomes[n] === 'trimmed' && part.through - part.after === MOST_ITEMS)
            left.set(part.id, part.through);
          if (outcomes[n] === 'different') this.tell(store, 'movements', part);
        });
      }
    }
  }

  /** The last sequence of each that has left. */
  private async openings(store: string, skus: string[]): Promise<Map<string, number>> {
    const openings = new Map(skus.map((sku) => [sku, 0]));
    for await (const [sku, { sequence }] of this.history.openings(store, skus)) openings.set(sku, sequence);
    return openings;
  }

  /** Once for each: it stays until somebody looks. */
  private tell(store: string, table: string, { id, after, through }: ArchivedPart): void {
    const what = `${table} ${after + 1} to ${through} of ${id}`;
    if (this.told.size > 1_000 || this.told.has(`${store} ${table} ${id}`)) return;
    this.told.add(`${store} ${table} ${id}`);
    this.logger.error({ store, msg: `${what} are others in the archive, and stay in Redis` });
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { AccountName } from '../../../ledger';
import { HistoryLua } from '../copying/history.lua';
import { Database } from '../database';
import { accountOf } from '../tables/entries';
import { ArchivedPart, archivedEntryParts, archivedMovementParts, MOST_ITEMS } from './archived-part';
import { withLeavingDeductions } from './leaving-deductions';
import { TrimLua, TrimOutcome } from './trim.lua';

const HISTORIES_AT_ONCE = 20;

/** Histories of one kind: what the archive has of some behind a sequence, and the script that compares and takes it away. */
interface Kind<Part extends ArchivedPart> {
  table: 'movements' | 'entries';
  /** How many one statement asks for. */
  atOnce: number;
  archived: (behind: ReadonlyMap<string, number>) => Promise<Part[]>;
  trim: (parts: Part[]) => Promise<TrimOutcome[]>;
}

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
    const left = new Map(skus.map((sku) => [sku, 0]));
    for await (const [sku, { sequence }] of this.history.openings(store, skus)) left.set(sku, sequence);
    await this.trim(store, left, {
      table: 'movements',
      atOnce: 500, // of each a row
      archived: (behind) =>
        this.database.transaction(async (transaction) => {
          const parts = await archivedMovementParts(transaction, store, behind, untilMs);
          return withLeavingDeductions(transaction, store, parts);
        }),
      trim: (parts) => this.lua.movements(store, parts),
    });
  }

  /** Entries of the accounts with these keys that were written by a time. */
  async entries(store: string, keys: string[], untilMs: number): Promise<void> {
    const names = await this.names(store, keys);
    const left = new Map([...names.keys()].map((key) => [key, 0]));
    for await (const [key, { sequence }] of this.history.entryOpenings(store, left.keys()))
      left.set(key, sequence);
    await this.trim(store, left, {
      table: 'entries',
      atOnce: HISTORIES_AT_ONCE,
      archived: (behind) => {
        const asked = [...behind].map(([key, after]) => [key, { name: names.get(key)!, after }] as const);
        return this.database.transaction((transaction) =>
          archivedEntryParts(transaction, store, new Map(asked), untilMs),
        );
      },
      trim: (parts) => this.lua.entries(store, parts),
    });
  }

  /** From the last sequence of each that has left on. */
  private async trim<Part extends ArchivedPart>(
    store: string,
    behind: ReadonlyMap<string, number>,
    { table, atOnce, archived, trim }: Kind<Part>,
  ): Promise<void> {
    for (let left = [...behind]; left.length > 0;) {
      const parts = await archived(new Map(left.splice(0, atOnce)));
      for (let i = 0; i < parts.length; i += HISTORIES_AT_ONCE) {
        const some = parts.slice(i, i + HISTORIES_AT_ONCE);
        const outcomes = await trim(some);
        some.forEach((part, n) => {
          if (outcomes[n] === 'trimmed' && part.through - part.after === MOST_ITEMS)
            left.push([part.id, part.through]);
          if (outcomes[n] === 'different') this.tell(store, table, part);
        });
      }
    }
  }

  /** Those that cannot be read stay out: nothing of them leaves. */
  private async names(store: string, keys: string[]): Promise<Map<string, AccountName>> {
    const names = new Map<string, AccountName>();
    const wanted = keys.map((id) => ({ kind: 'account' as const, id, after: 0 }));
    for await (const { wanted: of, values } of this.history.read(store, wanted)) {
      try {
        names.set(of.id, accountOf(of.id, values[0]!));
      } catch {
        continue;
      }
    }
    return names;
  }

  /** Once for each: it stays until somebody looks. */
  private tell(store: string, table: string, { id, after, through }: ArchivedPart): void {
    const what = `${table} ${after + 1} to ${through} of ${id}`;
    if (this.told.size > 1_000 || this.told.has(`${store} ${table} ${id}`)) return;
    this.told.add(`${store} ${table} ${id}`);
    this.logger.error({ store, msg: `${what} are others in the archive, and stay in Redis` });
  }
}

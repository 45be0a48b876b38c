import { Injectable, OnModuleInit } from '@nestjs/common';
import { EarlierEffects, JournalEntry, KeepsEffects } from '../../../stores';
import { ArchiveError, Database } from '../database';
import { EventRow, journalEntry, placeOf } from '../tables/events';

const ALL = `store = $1 and (entry_ms, entry_sequence, part) > ($2, $3, $4)
  and ($5::bigint is null or entry_ms >= $5) and ($6::bigint is null or entry_ms <= $6)`;

/** So long nobody waits for it again after it failed. */
const REST_MS = 5_000;

/** Hands out effects that the journal in Redis no longer has. */
@Injectable()
export class ArchivedEffects implements KeepsEffects, OnModuleInit {
  private restsUntil = 0;

  constructor(
    private readonly database: Database,
    private readonly earlier: EarlierEffects,
  ) {}

  onModuleInit(): void {
    if (this.database.isUsed) this.earlier.keptBy(this);
  }

  async effectsBehind(
    store: string,
    after: string,
    limit: number,
    { fromMs = null, toMs = null }: { fromMs?: number | null; toMs?: number | null },
  ): Promise<JournalEntry[]> {
    if (performance.now() < this.restsUntil) throw new ArchiveError('it failed a moment ago');
    try {
      return await this.read(store, after, limit, { fromMs, toMs });
    } catch (error) {
      this.restsUntil = performance.now() + REST_MS;
      throw error;
    }
  }

  private async read(
    store: string,
    after: string,
    limit: number,
    { fromMs, toMs }: { fromMs: number | null; toMs: number | null },
  ): Promise<JournalEntry[]> {
    const place = after === '' ? ['-1', '0', '0'] : placeOf(after);
    const rows = await this.database.transaction((transaction) =>
      transaction.rows<EventRow<Date>>(
        `select * from countinghouse.events where ${ALL} order by entry_ms, entry_sequence, part limit $7`,
        [store, ...place, fromMs, toMs, limit],
      ),
    );
    return rows.map(journalEntry);
  }
}

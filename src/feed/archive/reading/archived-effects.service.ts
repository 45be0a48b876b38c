import { Injectable, OnModuleInit } from '@nestjs/common';
import { ARCHIVE_UNAVAILABLE, Problem } from '../../../platform/http';
import { EarlierEffects, EarlierWanted, JournalEntry, KeepsEffects } from '../../../stores';
import { ArchiveError, Database } from '../database';
import { TrimLua } from '../trimming/trim.lua';
import { EventRow, journalEntry, placeOf } from '../tables/events';

const PLACE = '(entry_ms, entry_sequence, part)';
const TIMES = '($5::bigint is null or entry_ms >= $5) and ($6::bigint is null or entry_ms <= $6)';
const FIRST = { asc: ['-1', '0', '0'], desc: ['9223372036854775807', '0', '0'] };

/** So long nobody waits for it again after it failed. */
const REST_MS = 5_000;

/** Hands out effects that the journal in Redis no longer has. */
@Injectable()
export class ArchivedEffects implements KeepsEffects, OnModuleInit {
  private restsUntil = 0;

  constructor(
    private readonly database: Database,
    private readonly earlier: EarlierEffects,
    private readonly lua: TrimLua,
  ) {}

  onModuleInit(): void {
    if (this.database.isUsed) this.earlier.keptBy(this);
  }

  async effectsBehind(store: string, wanted: EarlierWanted): Promise<JournalEntry[]> {
    try {
      if (performance.now() < this.restsUntil) throw new ArchiveError('it failed a moment ago');
      return await this.read(store, wanted);
    } catch (error) {
      if (performance.now() >= this.restsUntil) this.restsUntil = performance.now() + REST_MS;
      if (!(await this.lua.start(store))?.trimmed) throw error;
      throw new Problem(
        ARCHIVE_UNAVAILABLE,
        'Earlier effects have left Redis, and PostgreSQL does not hand them out.',
      );
    }
  }

  private async read(
    store: string,
    { after, order, limit, fromMs, toMs }: EarlierWanted,
  ): Promise<JournalEntry[]> {
    const place = after === '' ? FIRST[order] : placeOf(after);
    const behind = order === 'asc' ? '>' : '<';
    const rows = await this.database.transaction((transaction) =>
      transaction.rows<EventRow<Date>>(
        `select * from countinghouse.events where store = $1 and ${PLACE} ${behind} ($2, $3, $4) and ${TIMES}
           order by entry_ms ${order}, entry_sequence ${order}, part ${order} limit $7`,
        [store, ...place, fromMs ?? null, toMs ?? null, limit],
      ),
    );
    return rows.map(journalEntry);
  }
}

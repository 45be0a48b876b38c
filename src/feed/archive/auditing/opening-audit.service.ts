import { Injectable } from '@nestjs/common';
import { HistoryLua } from '../copying/history.lua';
import { Database } from '../database';
import { deductionsWithoutRow, movementSums } from '../reading/movement-queries';
import { TrimLua } from '../trimming/trim.lua';
import { ArchiveDifference } from './archive-audit.dto';
import { countEvents } from './archived-groups';

/** Compares what Redis noted of histories that have left it with what the archive has of them. */
@Injectable()
export class OpeningAudit {
  constructor(
    private readonly database: Database,
    private readonly history: HistoryLua,
    private readonly trim: TrimLua,
  ) {}

  /** Where the journal was cut by hand, too, the archive may have more of them. */
  async events(store: string): Promise<ArchiveDifference[]> {
    const trimmed = (await this.trim.start(store))?.trimmed;
    if (!trimmed) return [];
    const { effects, first, last } = trimmed;
    const archive = await this.database.transaction((transaction) =>
      countEvents(transaction, store, [first, last]),
    );
    if (archive >= effects) return [];
    return [{ ...NOWHERE, table: 'events', field: 'rows', redis: effects, archive }];
  }

  async movements(store: string, skus: Iterable<string>): Promise<ArchiveDifference[]> {
    const differences: ArchiveDifference[] = [];
    for await (const [sku, opening] of this.history.openings(store, skus)) {
      const archived = await this.database.transaction((transaction) =>
        movementSums(transaction, store, sku, { through: opening.sequence, reservations: [] }),
      );
      const pairs: [ArchiveDifference['field'], number, number][] = [
        ['rows', opening.sequence, archived.count],
        ['onHandChange', opening.onHand, archived.onHand],
        ['reservedChange', opening.reserved, archived.reserved],
      ];
      for (const [field, redis, archive] of pairs) {
        if (redis !== archive)
          differences.push({ ...NOWHERE, table: 'movements', id: sku, field, redis, archive });
      }
      differences.push(...(await this.lostDeductions(store, sku, opening.sequence)));
    }
    return differences;
  }

  /** Deductions that left Redis with their movements, of which the archive has the movement alone. */
  private async lostDeductions(store: string, sku: string, through: number): Promise<ArchiveDifference[]> {
    const ids = await this.database.transaction((transaction) =>
      deductionsWithoutRow(transaction, store, sku, through),
    );
    const wanted = ids.map((id) => ({ kind: 'deduction' as const, id, after: 0 }));
    const lost: ArchiveDifference[] = [];
    for await (const { wanted: of, values } of this.history.read(store, wanted)) {
      if (values[0] === '')
        lost.push({ ...NOWHERE, table: 'deductions', id: of.id, field: 'record', redis: 1, archive: 0 });
    }
    return lost;
  }
}

const NOWHERE = { day: null, type: null };

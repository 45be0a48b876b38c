import { Injectable } from '@nestjs/common';
import { AccountName } from '../../../ledger';
import { HistoryLua } from '../copying/history.lua';
import { Database } from '../database';
import { entrySums } from '../reading/entry-queries';
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
      differences.push(
        ...differing({ ...NOWHERE, table: 'movements', id: sku }, [
          ['rows', opening.sequence, archived.count],
          ['onHandChange', opening.onHand, archived.onHand],
          ['reservedChange', opening.reserved, archived.reserved],
        ]),
        ...(await this.lostDeductions(store, sku, opening.sequence)),
      );
    }
    return differences;
  }

  /** Accounts are named by their keys in Redis. */
  async entries(store: string, names: ReadonlyMap<string, AccountName>): Promise<ArchiveDifference[]> {
    const differences: ArchiveDifference[] = [];
    for await (const [key, opening] of this.history.entryOpenings(store, names.keys())) {
      const name = names.get(key)!;
      const archived = await this.database.transaction((transaction) =>
        entrySums(transaction, store, name, opening.sequence),
      );
      differences.push(
        ...differing({ table: 'entries', day: null, type: name.asset, id: name.account }, [
          ['rows', opening.sequence, archived.count],
          ['change', opening.balance, archived.change],
        ]),
      );
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

function differing(
  about: Pick<ArchiveDifference, 'table' | 'day' | 'type' | 'id'>,
  pairs: [field: ArchiveDifference['field'], redis: number, archive: number][],
): ArchiveDifference[] {
  return pairs
    .filter(([, redis, archive]) => redis !== archive)
    .map(([field, redis, archive]) => ({ ...about, field, redis, archive }));
}

const NOWHERE = { day: null, type: null };

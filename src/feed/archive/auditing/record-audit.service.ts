import { Injectable } from '@nestjs/common';
import { decodeDeduction } from '../../../inventory';
import { decodeTransfer } from '../../../ledger';
import { decodeOrder } from '../../../orders';
import { uuidv7Ms } from '../../../platform/redis';
import { HistoryLua } from '../copying/history.lua';
import { Database } from '../database';
import { movementsOf } from '../tables/deductions';
import { movementPlace } from '../tables/movements';
import { ArchiveDifference } from './archive-audit.dto';

const PAGE = 500;

/** Records that both sides must have alike, by table. */
const TABLES = { transfers: 'transfer', orders: 'order', deductions: 'deduction' } as const;
export type RecordTable = keyof typeof TABLES;
export const RECORD_TABLES = Object.keys(TABLES) as RecordTable[];

/** Compares records: what they tell, since `npm run upgrade` may write one otherwise and changes nothing by it. */
@Injectable()
export class RecordAudit {
  constructor(
    private readonly database: Database,
    private readonly history: HistoryLua,
  ) {}

  /** Ids of records that one side has otherwise than the other. */
  async suspects(store: string, table: RecordTable): Promise<Set<string>> {
    const suspects = new Set<string>();
    const suspect = async (ids: string[]): Promise<void> => {
      for (const { id } of await this.compare(store, table, ids)) suspects.add(id!);
    };
    for (let cursor = '', ids: string[]; cursor !== '0';) {
      ({ ids, next: cursor } = await this.history.walk(store, table, cursor || '0'));
      await suspect(ids);
    }
    for (let after = '', ids: string[]; (ids = await this.archivedIds(store, table, after)).length > 0;) {
      await suspect(ids);
      after = ids.at(-1)!;
    }
    return suspects;
  }

  async compare(store: string, table: RecordTable, ids: readonly string[]): Promise<ArchiveDifference[]> {
    const differences: ArchiveDifference[] = [];
    for (let i = 0; i < ids.length; i += PAGE) {
      differences.push(...(await this.comparePage(store, table, ids.slice(i, i + PAGE))));
    }
    return differences;
  }

  private async comparePage(store: string, table: RecordTable, ids: string[]): Promise<ArchiveDifference[]> {
    const rows = await this.database.transaction((transaction) =>
      transaction.rows<{ id: string; record: string }>(
        `select id, record from countinghouse.${table} where store = $1 and id = any($2)`,
        [store, ids],
      ),
    );
    const archived = new Map(rows.map(({ id, record }) => [id, record]));
    const differences: ArchiveDifference[] = [];
    const gone = new Map<string, string>();
    const wanted = ids.map((id) => ({ kind: TABLES[table], id, after: 0 }));
    for await (const { wanted: of, values } of this.history.read(store, wanted)) {
      const record = values[0] === '' ? undefined : values[0];
      if (isSame(table, record, archived.get(of.id))) continue;
      const redis = record === undefined ? 0 : 1;
      const about = { table, id: of.id, day: null, type: null };
      differences.push({ ...about, field: 'record', redis, archive: 1 - redis });
      if (table === 'deductions' && redis === 0) gone.set(of.id, archived.get(of.id)!);
    }
    const left = await this.left(store, gone);
    return differences.filter(({ id }) => !left.has(id!));
  }

  /** Those of these deductions that have left Redis with their movements. */
  private async left(store: string, gone: ReadonlyMap<string, string>): Promise<Set<string>> {
    const newest = new Map<string, { sku: string; sequence: number }>();
    for (const [id, record] of gone) {
      const place = uuidv7Ms(id) === undefined ? undefined : newestMovement(record);
      if (place) newest.set(id, place);
    }
    const openings = new Map<string, number>();
    const skus = new Set([...newest.values()].map(({ sku }) => sku));
    for await (const [sku, { sequence }] of this.history.openings(store, skus)) openings.set(sku, sequence);
    const left = [...newest].filter(([, { sku, sequence }]) => sequence <= (openings.get(sku) ?? 0));
    return new Set(left.map(([id]) => id));
  }

  private async archivedIds(store: string, table: RecordTable, after: string): Promise<string[]> {
    const rows = await this.database.transaction((transaction) =>
      transaction.rows<{ id: string }>(
        `select id from countinghouse.${table} where store = $1 and id > $2 order by id limit ${PAGE}`,
        [store, after],
      ),
    );
    return rows.map(({ id }) => id);
  }
}

function isSame(table: RecordTable, record: string | undefined, archived: string | undefined): boolean {
  if (record === archived) return true;
  if (record === undefined || archived === undefined) return false;
  try {
    return JSON.stringify(toldBy(table, record)) === JSON.stringify(toldBy(table, archived));
  } catch {
    return false;
  }
}

/** Undefined where the record cannot be read. */
function newestMovement(record: string): ReturnType<typeof movementPlace> | undefined {
  try {
    return movementPlace(movementsOf(record).at(-1)!);
  } catch {
    return undefined;
  }
}

function toldBy(table: RecordTable, record: string): object {
  if (table === 'transfers') return decodeTransfer(record);
  if (table === 'orders') return decodeOrder(record);
  // An upgrade tells what might be sold then, and how much was reversed by the reversal that it names.
  const { movement, reversal } = decodeDeduction(record);
  return { movement, reversal };
}

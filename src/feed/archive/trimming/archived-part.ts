import { createHash } from 'node:crypto';
import { AccountName } from '../../../ledger';
import { Transaction } from '../database';
import { entryRecord, ReadEntryRow } from '../tables/entries';

/** Items of a history that the archive has without a gap: those behind `after`, up to `through`. */
export interface ArchivedPart {
  /** The SKU, or the key of the account. */
  id: string;
  after: number;
  through: number;
}

/** Movements, with sums over them, by which the script sees that it has the same. */
export interface ArchivedMovementPart extends ArchivedPart {
  sums: number[];
}

/** Entries, with the SHA-1 of their records, by which the script sees that it has the same. */
export interface ArchivedEntryPart extends ArchivedPart {
  proof: string;
}

/** More are left for the next part. */
export const MOST_ITEMS = 500;

/** So many entries of each account stay in Redis: lua/ledger/parts/leaving-entries.lua says why. */
const STAYING = 101;

interface PartRow {
  id: string;
  after: string;
  last: string | null;
  count: string;
  sums: string[];
}

/** Movements of SKUs behind these sequences that happened by a time. */
export async function archivedMovementParts(
  transaction: Transaction,
  store: string,
  behind: ReadonlyMap<string, number>,
  untilMs: number,
): Promise<ArchivedMovementPart[]> {
  const rows = await transaction.rows<PartRow>(
    `select id, after, last, count, array[on_hand, reserved, times]::text[] as sums
     from unnest($2::text[], $3::bigint[]) as asked (id, after), lateral (
       select max(sequence) as last, count(*) as count, sum(on_hand_change) as on_hand, sum(reserved_change) as reserved,
         sum((extract(epoch from at) * 1000)::bigint) as times
       from countinghouse.movements m where m.store = $1 and m.sku = asked.id and sequence > asked.after
         and sequence <= asked.after + ${MOST_ITEMS} and at <= to_timestamp($4::bigint / 1000.0)) as part`,
    [store, [...behind.keys()], [...behind.values()], untilMs],
  );
  return rows.flatMap(partOf);
}

/** None where one is missing: it was never archived, or has been lost. */
function partOf({ id, after, last, count, sums }: PartRow): ArchivedMovementPart[] {
  const [from, through] = [Number(after), Number(last ?? after)];
  if (through === from || through - from !== Number(count)) return [];
  return [{ id, after: from, through, sums: sums.map(Number) }];
}

/** Entries of accounts behind these sequences that were written by a time, but for those that stay. */
export async function archivedEntryParts(
  transaction: Transaction,
  store: string,
  behind: ReadonlyMap<string, { name: AccountName; after: number }>,
  untilMs: number,
): Promise<ArchivedEntryPart[]> {
  const all = [...behind.values()];
  const rows = await transaction.rows<ReadEntryRow & { key: string }>(
    `select key, part.* from unnest($2::text[], $3::text[], $4::text[], $5::bigint[]) as asked (key, account, asset, after),
     lateral (
       select * from countinghouse.entries e where e.store = $1 and e.account = asked.account and e.asset = asked.asset
         and sequence > asked.after and sequence <= least(asked.after + ${MOST_ITEMS}, (
           select max(sequence) - ${STAYING} from countinghouse.entries newest
           where newest.store = $1 and newest.account = asked.account and newest.asset = asked.asset))
         and at <= to_timestamp($6::bigint / 1000.0) order by sequence) as part`,
    [
      ...[store, [...behind.keys()], all.map(({ name }) => name.account), all.map(({ name }) => name.asset)],
      ...[all.map(({ after }) => after), untilMs],
    ],
  );
  const found = new Map<string, ReadEntryRow[]>();
  for (const row of rows)
    found
      .set(row.key, found.get(row.key) ?? [])
      .get(row.key)!
      .push(row);
  return [...found].flatMap(([key, of]) => entryPartOf(key, behind.get(key)!.after, of));
}

function entryPartOf(id: string, after: number, rows: ReadEntryRow[]): ArchivedEntryPart[] {
  const through = Math.max(...rows.map(({ sequence }) => Number(sequence)));
  if (through - after !== rows.length) return [];
  const records = rows.sort((a, b) => Number(a.sequence) - Number(b.sequence)).map(entryRecord);
  return [{ id, after, through, proof: createHash('sha1').update(records.join('\n')).digest('hex') }];
}

import { Transaction } from '../database';

/** Items of a history that the archive has without a gap: those behind `after`, up to `through`. */
export interface ArchivedPart {
  /** The SKU, or the key of the account. */
  id: string;
  after: number;
  through: number;
  /** Sums over them, by which the script sees that it has the same. */
  sums: number[];
}

/** More are left for the next part. */
export const MOST_ITEMS = 500;

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
): Promise<ArchivedPart[]> {
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
function partOf({ id, after, last, count, sums }: PartRow): ArchivedPart[] {
  const [from, through] = [Number(after), Number(last ?? after)];
  if (through === from || through - from !== Number(count)) return [];
  return [{ id, after: from, through, sums: sums.map(Number) }];
}

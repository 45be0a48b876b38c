import { ArchivedSums } from '../../../inventory';
import { EarlierItems } from '../../../platform/http';
import { Transaction } from '../database';
import { movementPlace, movementRecord } from '../tables/movements';
import { withinSpan } from './span';

type Row = Parameters<typeof movementRecord>[0];

export function archivedMovements(
  transaction: Transaction,
  store: string,
  sku: string,
  { after, through, order, limit, fromMs, toMs }: EarlierItems,
): Promise<Row[]> {
  return transaction.rows<Row>(
    `select * from countinghouse.movements where store = $1 and sku = $2 and sequence > $3 and sequence <= $4 and ${withinSpan(5)}
     order by sequence ${order} limit $7`,
    [store, sku, after, through, fromMs ?? null, toMs ?? null, limit],
  );
}

/** Records by the fields that they had in Redis, `SKU/sequence`. */
export async function movementsIn(
  transaction: Transaction,
  store: string,
  fields: readonly string[],
): Promise<Map<string, string>> {
  const places = fields.map(movementPlace);
  const rows = await transaction.rows<Row>(
    `select m.* from unnest($2::text[], $3::bigint[]) as asked (sku, sequence)
     join countinghouse.movements m on m.store = $1 and m.sku = asked.sku and m.sequence = asked.sequence`,
    [store, places.map(({ sku }) => sku), places.map(({ sequence }) => sequence)],
  );
  return new Map(rows.map((row) => [`${row.sku}/${row.sequence}`, movementRecord(row)]));
}

export async function movementSums(
  transaction: Transaction,
  store: string,
  sku: string,
  { through, reservations }: { through: number; reservations: readonly string[] },
): Promise<ArchivedSums> {
  const where = 'from countinghouse.movements where store = $1 and sku = $2 and sequence <= $3';
  const [sums] = await transaction.rows<Record<'count' | 'on_hand' | 'reserved' | 'sold', string>>(
    `select count(*) as count, coalesce(sum(on_hand_change), 0) as on_hand, coalesce(sum(reserved_change), 0) as reserved,
       coalesce(sum(case when type in ('deduction', 'commit', 'order', 'reversal', 'restock') then -on_hand_change
         when type = 'write_off' then -written_off else 0 end), 0) as sold ${where}`,
    [store, sku, through],
  );
  const kept = await transaction.rows<{ source_id: string; units: string }>(
    `select source_id, sum(reserved_change) as units ${where} and source_id = any($4) group by source_id`,
    [store, sku, through, reservations],
  );
  const { count, on_hand, reserved, sold } = sums!;
  return {
    ...{ count: Number(count), onHand: Number(on_hand), reserved: Number(reserved), sold: Number(sold) },
    ofReservations: new Map(kept.map(({ source_id, units }) => [source_id, Number(units)])),
  };
}

/** The first of the deductions that movements tell of, up to a sequence, and that have no row. */
export async function deductionsWithoutRow(
  transaction: Transaction,
  store: string,
  sku: string,
  through: number,
): Promise<string[]> {
  const rows = await transaction.rows<{ source_id: string }>(
    `select source_id from countinghouse.movements m where store = $1 and sku = $2 and sequence <= $3
       and type = 'deduction' and source_id is not null
       and not exists (select from countinghouse.deductions d where d.store = $1 and d.id = m.source_id)
     order by sequence limit 100`,
    [store, sku, through],
  );
  return rows.map(({ source_id }) => source_id);
}

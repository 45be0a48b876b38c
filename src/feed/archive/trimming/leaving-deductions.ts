import { createHash } from 'node:crypto';
import { decodeDeduction } from '../../../inventory';
import { uuidv7Ms } from '../../../platform/redis';
import { Transaction } from '../database';
import { ArchivedMovementPart, MOST_ITEMS } from './archived-part';

/** As in lua/inventory/parts/leaving-deductions.lua, which is told the same digest if it has the same. */
const CLOCK_AHEAD_MS = 60_000;

interface LeavingRow {
  id: string;
  sku: string;
  sequence: string;
  record: string;
  at_ms: string;
}

/** Movements, with the SHA-1 of the deductions that leave along, as the archive has them. */
export interface LeavingMovements extends ArchivedMovementPart {
  deductions: string;
}

export async function withLeavingDeductions(
  transaction: Transaction,
  store: string,
  parts: readonly ArchivedMovementPart[],
): Promise<LeavingMovements[]> {
  const rows = await transaction.rows<LeavingRow>(
    // Limits keep PostgreSQL from joining whole tables, which is cheaper by its guess of how much lies between two numbers.
    `select d.id, m.sku, m.sequence, d.record, (extract(epoch from m.at) * 1000)::bigint as at_ms
     from unnest($2::text[], $3::bigint[], $4::bigint[]) as part (sku, after, through), lateral (
       select sku, sequence, at, source_id from countinghouse.movements
       where store = $1 and sku = part.sku and sequence > after and sequence <= through and type in ('deduction', 'reversal')
       order by sequence limit ${MOST_ITEMS}) as m, lateral (
       select id, record from countinghouse.deductions where store = $1 and id = m.source_id limit 1) as d
     order by m.sku, m.sequence`,
    [
      ...[store, parts.map(({ id }) => id)],
      ...[parts.map(({ after }) => after), parts.map(({ through }) => through)],
    ],
  );
  const lines = new Map<string, string[]>(parts.map(({ id }) => [id, []]));
  for (const row of rows) lines.get(row.sku)!.push(...lineOf(row));
  return parts.map((part) => ({ ...part, deductions: sha1(lines.get(part.id)!.join('\n')) }));
}

/** None where the movement is not the newest of the deduction, or Redis keeps the id. */
function lineOf({ id, sku, sequence, record, at_ms }: LeavingRow): string[] {
  const { movement, reversed, counted, reversal } = decodeDeduction(record);
  const madeMs = uuidv7Ms(id);
  const leaves = madeMs !== undefined && madeMs <= Number(at_ms) + CLOCK_AHEAD_MS;
  if (!leaves || (reversal ?? movement) !== `${sku}/${sequence}`) return [];
  return [[id, movement, reversed ?? '-', counted ?? '-', reversal ?? '-'].join(' ')];
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

import { AccountName } from '../../../ledger';
import { Transaction } from '../database';
import { placeOf } from '../tables/events';
import { Groups } from './groups';

const DAY = `to_char(at at time zone 'UTC', 'YYYY-MM-DD')`;

/** Events between two places of the journal, which are inclusive. */
export async function archivedEvents(
  transaction: Transaction,
  store: string,
  [first, last]: [string, string],
): Promise<Groups> {
  const groups = new Groups();
  const rows = await transaction.rows<{ day: string; type: string; rows: string }>(
    `select ${DAY} as day, type, count(*) as rows from countinghouse.events
     where store = $1 and (entry_ms, entry_sequence, part) >= ($2, $3, $4)
       and (entry_ms, entry_sequence, part) <= ($5, $6, $7) group by 1, 2`,
    [store, ...placeOf(first), ...placeOf(last)],
  );
  for (const { day, type, rows: count } of rows) groups.add(day, type, 'rows', count);
  return groups;
}

/** Sequences of a history that Redis keeps: behind one that has left, up to the last that was read. */
export interface Counted {
  base: number;
  last: number;
}

function columns(counted: ReadonlyMap<string, Counted>): [number[], number[]] {
  const all = [...counted.values()];
  return [all.map(({ base }) => base), all.map(({ last }) => last)];
}

/** How many events have ids from one to another. */
export async function countEvents(
  transaction: Transaction,
  store: string,
  [first, last]: [string, string],
): Promise<number> {
  const [row] = await transaction.rows<{ rows: string }>(
    `select count(*) as rows from countinghouse.events where store = $1
       and (entry_ms, entry_sequence, part) >= ($2, $3, $4) and (entry_ms, entry_sequence) <= ($5, $6)`,
    [store, ...placeOf(first), ...placeOf(last).slice(0, 2)],
  );
  return Number(row!.rows);
}

/** Movements of SKUs, of each those that Redis keeps, up to a sequence. */
export async function addMovements(
  groups: Groups,
  transaction: Transaction,
  store: string,
  counted: ReadonlyMap<string, Counted>,
): Promise<void> {
  const rows = await transaction.rows<Record<'day' | 'type' | 'rows' | 'on_hand' | 'reserved', string>>(
    `select ${DAY} as day, type, count(*) as rows, sum(on_hand_change) as on_hand, sum(reserved_change) as reserved
     from countinghouse.movements join unnest($2::text[], $3::bigint[], $4::bigint[]) as counted (sku, base, last) using (sku)
     where store = $1 and sequence > base and sequence <= last group by 1, 2`,
    [store, [...counted.keys()], ...columns(counted)],
  );
  for (const { day, type, rows: count, on_hand, reserved } of rows) {
    groups.add(day, type, 'rows', count);
    groups.add(day, type, 'onHandChange', on_hand);
    groups.add(day, type, 'reservedChange', reserved);
  }
}

/** Entries of accounts, by their keys in Redis, of each those that Redis keeps, up to a sequence. */
export async function addEntries(
  groups: Groups,
  transaction: Transaction,
  store: string,
  counted: ReadonlyMap<string, Counted & AccountName>,
): Promise<void> {
  const all = [...counted.values()];
  const rows = await transaction.rows<Record<'day' | 'asset' | 'rows' | 'change', string>>(
    `select ${DAY} as day, asset, count(*) as rows, sum(change) as change from countinghouse.entries
     join unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[]) as counted (account, asset, base, last)
       using (account, asset)
     where store = $1 and sequence > base and sequence <= last group by 1, 2`,
    [...[store, all.map(({ account }) => account), all.map(({ asset }) => asset)], ...columns(counted)],
  );
  for (const { day, asset, rows: count, change } of rows) {
    groups.add(day, asset, 'rows', count);
    groups.add(day, asset, 'change', change);
  }
}

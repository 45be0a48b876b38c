import { AccountName, Moment, Stand } from '../../../ledger';
import { EarlierItems } from '../../../platform/http';
import { Transaction } from '../database';
import { ReadEntryRow } from '../tables/entries';
import { withinSpan } from './span';

export function archivedEntries(
  transaction: Transaction,
  store: string,
  { account, asset }: AccountName,
  { after, through, order, limit, fromMs, toMs }: EarlierItems,
): Promise<ReadEntryRow[]> {
  return transaction.rows<ReadEntryRow>(
    `select * from countinghouse.entries where store = $1 and account = $2 and asset = $3 and sequence > $4
       and sequence <= $5 and ${withinSpan(6)} order by sequence ${order} limit $8`,
    [store, account, asset, after, through, fromMs ?? null, toMs ?? null, limit],
  );
}

/** The last entry by each moment; 0 where there was none. */
export async function standsAt(
  transaction: Transaction,
  store: string,
  moments: readonly Moment[],
): Promise<Stand[]> {
  const rows = await transaction.rows<Record<'sequence' | 'balance', string>>(
    `select coalesce(last.sequence, 0) as sequence, coalesce(last.balance_after, 0) as balance
     from unnest($2::text[], $3::text[], $4::bigint[]) with ordinality as asked (account, asset, ms, place)
     left join lateral (
       select sequence, balance_after from countinghouse.entries e
       where e.store = $1 and e.account = asked.account and e.asset = asked.asset
         and e.at < to_timestamp((asked.ms + 1) / 1000.0) order by at desc, sequence desc limit 1) as last on true
     order by place`,
    [
      ...[store, moments.map(({ account }) => account), moments.map(({ asset }) => asset)],
      moments.map(({ atMs }) => atMs),
    ],
  );
  return rows.map(({ sequence, balance }) => ({ sequence: Number(sequence), balance: Number(balance) }));
}

/** How many entries an account has up to a sequence, and what they come to. */
export async function entrySums(
  transaction: Transaction,
  store: string,
  { account, asset }: AccountName,
  through: number,
): Promise<{ count: number; change: number }> {
  const [sums] = await transaction.rows<Record<'count' | 'change', string>>(
    `select count(*) as count, coalesce(sum(change), 0) as change from countinghouse.entries
     where store = $1 and account = $2 and asset = $3 and sequence <= $4`,
    [store, account, asset, through],
  );
  return { count: Number(sums!.count), change: Number(sums!.change) };
}

import { AccountName } from '../../../ledger';
import { Target } from './target';

/** The newest sequence of each SKU that is archived. */
export async function lastMovements(
  { store, transaction }: Target,
  skus: readonly string[],
): Promise<Map<string, number>> {
  const rows = await transaction.rows<{ sku: string; last: string }>(
    `select sku, (select max(sequence) from countinghouse.movements m where m.store = $1 and m.sku = asked.sku) as last
     from unnest($2::text[]) as asked (sku)`,
    [store, skus],
  );
  return new Map(rows.map(({ sku, last }) => [sku, Number(last)]));
}

/** The newest sequence of each account that is archived, by its key. */
export async function lastEntries(
  { store, transaction }: Target,
  accounts: ReadonlyMap<string, AccountName>,
): Promise<Map<string, number>> {
  const names = [...accounts.values()];
  const rows = await transaction.rows<{ key: string; last: string }>(
    `select key, (select max(sequence) from countinghouse.entries e
       where e.store = $1 and e.account = asked.account and e.asset = asked.asset) as last
     from unnest($2::text[], $3::text[], $4::text[]) as asked (key, account, asset)`,
    [store, [...accounts.keys()], names.map(({ account }) => account), names.map(({ asset }) => asset)],
  );
  return new Map(rows.map(({ key, last }) => [key, Number(last)]));
}

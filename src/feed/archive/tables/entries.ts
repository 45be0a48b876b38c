import { AccountName, accountName, decodeAccount, decodeEntry, encodeEntry } from '../../../ledger';
import { isoTime, readActor } from '../../../platform/redis';
import { ACTOR_COLUMNS, ActorColumns, actorColumns, actorTextIn } from './actor-columns';
import { ReadRow, Table } from './table';

interface EntryRow extends ActorColumns {
  account: string;
  asset: string;
  sequence: number;
  transfer_id: string;
  counterparty: string;
  change: number;
  balance_after: number;
  at: string;
}

/** Each posting to an account. */
export const entries: Table<EntryRow> = {
  name: 'entries',
  columns: {
    ...{ account: 'text', asset: 'text', sequence: 'bigint', transfer_id: 'text', counterparty: 'text' },
    ...{ change: 'bigint', balance_after: 'bigint', ...ACTOR_COLUMNS, at: 'timestamptz' },
  },
};

/** A row as PostgreSQL hands it out. */
export type ReadEntryRow = ReadRow<EntryRow> & { at: Date };

/** An account by its key in Redis: its id, and for @world its asset behind a slash. */
export function accountOf(key: string, record: string): AccountName {
  return accountName(key, key.split('/')[1] ?? decodeAccount(record).asset);
}

export function entryRow(of: AccountName, sequence: number, record: string): EntryRow {
  const { transferId, counterparty, change, balanceAfter, actor, atMs } = decodeEntry(record);
  return {
    account: of.account,
    asset: of.asset,
    sequence,
    transfer_id: transferId,
    counterparty,
    change,
    balance_after: balanceAfter,
    at: isoTime(atMs),
    ...actorColumns(readActor(actor)),
  };
}

/** The record as it was in Redis. */
export function entryRecord(row: ReadEntryRow): string {
  return encodeEntry({
    change: Number(row.change),
    balanceAfter: Number(row.balance_after),
    atMs: row.at.getTime(),
    counterparty: row.counterparty,
    transferId: row.transfer_id,
    actor: actorTextIn(row) || null,
  });
}

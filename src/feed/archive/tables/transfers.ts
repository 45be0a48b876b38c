import { decodeTransfer } from '../../../ledger';
import { isoTime } from '../../../platform/redis';
import { timeOrNull } from './time-or-null';
import { Table } from './table';

interface TransferRow {
  id: string;
  state: string;
  from_account: string;
  to_account: string;
  amount: number;
  asset: string;
  posted: number;
  reversed: number;
  reverses: string | null;
  from_balance: number;
  to_balance: number;
  reference: string | null;
  metadata: string | null;
  expires_at: string | null;
  ended_at: string | null;
  created_at: string;
  record: string;
}

/** Each transfer as it is now. */
export const transfers: Table<TransferRow> = {
  name: 'transfers',
  columns: {
    ...{
      id: 'text',
      state: 'text',
      from_account: 'text',
      to_account: 'text',
      amount: 'bigint',
      asset: 'text',
    },
    ...{
      posted: 'bigint',
      reversed: 'bigint',
      reverses: 'text',
      from_balance: 'bigint',
      to_balance: 'bigint',
    },
    ...{ reference: 'text', metadata: 'json', expires_at: 'timestamptz', ended_at: 'timestamptz' },
    ...{ created_at: 'timestamptz', record: 'text' },
  },
  changes: true,
};

export function transferRow(id: string, record: string): TransferRow {
  const { state, from, to, amount, asset, posted, reversed, reverses, ...rest } = decodeTransfer(record);
  const { reference, metadata } = JSON.parse(rest.notes) as { reference?: string; metadata?: object };
  return {
    id,
    state,
    from_account: from,
    to_account: to,
    amount,
    asset,
    posted,
    reversed,
    reverses,
    from_balance: rest.fromBalance,
    to_balance: rest.toBalance,
    reference: reference ?? null,
    metadata: metadata === undefined ? null : JSON.stringify(metadata),
    expires_at: timeOrNull(rest.expiresMs),
    ended_at: timeOrNull(rest.endedMs),
    created_at: isoTime(rest.createdMs),
    record,
  };
}

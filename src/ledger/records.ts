/** An account as lua/lib/account-records.lua records it. */
export interface AccountRecord {
  asset: string;
  state: 'active' | 'frozen' | 'closed';
  balance: number;
  held: number;
  incoming: number;
  overdraft: number;
  perTransfer: number | null;
  daily: number | null;
  version: number;
  /** How many entries it has. */
  sequence: number;
  /** Counts what was changed without an entry; together with `sequence` it tells any two states apart. */
  changes: number;
  createdMs: number;
  /** As JSON text. */
  metadata?: string;
}

/** A transfer as lua/lib/transfer-records.lua records it. */
export interface TransferRecord {
  state: 'pending' | 'posted' | 'voided' | 'expired';
  from: string;
  to: string;
  amount: number;
  asset: string;
  posted: number;
  reversed: number;
  createdMs: number;
  expiresMs: number;
  endedMs: number;
  reverses: string | null;
  fromBalance: number;
  toBalance: number;
  /** JSON text of an object. */
  notes: string;
}

/** What happened to an account, as lua/lib/balances.lua records it. */
export interface EntryRecord {
  transferId: string;
  counterparty: string;
  change: number;
  balanceAfter: number;
  atMs: number;
}

export function parseAccount(record: string): AccountRecord {
  const [fields, metadata] = split(record, 15);
  const [balance, sequence, , changes, held, incoming, , , version, createdMs] = fields.map(Number) as [
    ...[number, number, number, number, number],
    ...[number, number, number, number, number],
  ];
  const [asset, state, overdraft, ...limits] = fields.slice(10) as [string, AccountRecord['state'], string];
  const [perTransfer, daily] = limits.map((text) => (text === '-' ? null : Number(text)));
  return {
    asset,
    state,
    balance,
    held,
    incoming,
    overdraft: Number(overdraft),
    perTransfer: perTransfer!,
    daily: daily!,
    version,
    sequence,
    changes,
    createdMs,
    ...(metadata === '-' ? {} : { metadata }),
  };
}

export function parseTransfer(record: string): TransferRecord {
  const [fields, notes] = split(record, 14);
  const [state, , , , , , from, to, , asset] = fields as [TransferRecord['state'], ...string[]];
  const [, posted, reversed, endedMs, fromBalance, toBalance, , , amount, , createdMs, expiresMs] =
    fields.map(Number);
  return {
    state,
    from: from!,
    to: to!,
    amount: amount!,
    asset: asset!,
    posted: posted!,
    reversed: reversed!,
    createdMs: createdMs!,
    expiresMs: expiresMs!,
    endedMs: endedMs!,
    reverses: fields[13] === '-' ? null : fields[13]!,
    fromBalance: fromBalance!,
    toBalance: toBalance!,
    notes,
  };
}

export function parseEntry(record: string): EntryRecord {
  const [transferId, counterparty, ...numbers] = record.split(' ') as [string, string, ...string[]];
  const [change, balanceAfter, atMs] = numbers.map(Number) as [number, number, number];
  return { transferId, counterparty, change, balanceAfter, atMs };
}

/** The first `count` fields, and what follows them, blanks and all. */
function split(record: string, count: number): [fields: string[], rest: string] {
  const fields = record.split(' ', count);
  return [fields, record.slice(fields.join(' ').length + 1)];
}

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

/** What lua/lib/balances.lua writes down of a transfer, for both of its accounts. */
export interface TransferWords {
  from: string;
  to: string;
  amount: number;
  fromBalance: number;
  toBalance: number;
  atMs: number;
  id: string;
}

/** A transfer as lua/lib/transfer-records.lua records it. */
export interface TransferRecord extends TransferWords {
  state: 'pending' | 'posted' | 'voided' | 'expired';
  posted: number;
  reversed: number;
  expiresMs: number;
  endedMs: number;
  reverses: string | null;
  asset: string;
  /** JSON text of an object. */
  notes: string;
}

/** What a transfer was to one of its accounts. */
export interface EntryRecord {
  transferId: string;
  counterparty: string;
  change: number;
  balanceAfter: number;
  atMs: number;
}

export function parseAccount(record: string): AccountRecord {
  const [fields, metadata] = split(record, 15);
  const [, createdMs, , balance, sequence, , changes, held, incoming, version] = fields.map(Number) as [
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

export function parseTransfer(id: string, record: string): TransferRecord {
  const [fields, notes] = split(record, 14);
  const [, posted, reversed, endedMs, expiresMs] = fields.map(Number);
  const state = fields[0] as TransferRecord['state'];
  const [from, to, amount, asset, ...others] = fields.slice(7) as [string, string, string, string];
  return {
    ...toWords([from, to, amount, ...others, id]),
    state,
    posted: posted!,
    reversed: reversed!,
    expiresMs: expiresMs!,
    endedMs: state === 'expired' ? expiresMs! : endedMs!,
    reverses: fields[6] === '-' ? null : fields[6]!,
    asset,
    notes,
  };
}

export function parseWords(text: string): TransferWords {
  return toWords(text.split(' '));
}

function toWords(words: string[]): TransferWords {
  const [from, to, amount, fromBalance, toBalance, atMs, id] = words as [
    ...[string, string, string, string, string, string, string],
  ];
  return {
    from,
    to,
    amount: Number(amount),
    fromBalance: Number(fromBalance),
    toBalance: Number(toBalance),
    atMs: Number(atMs),
    id,
  };
}

/** An entry of the account with this id. */
export function parseEntry(record: string, account: string): EntryRecord {
  const { id: transferId, from, to, amount, fromBalance, toBalance, atMs } = parseWords(record);
  return from === account
    ? { transferId, counterparty: to, change: -amount, balanceAfter: fromBalance, atMs }
    : { transferId, counterparty: from, change: amount, balanceAfter: toBalance, atMs };
}

/** The first `count` fields, and what follows them, blanks and all. */
function split(record: string, count: number): [fields: string[], rest: string] {
  const fields = record.split(' ', count);
  return [fields, record.slice(fields.join(' ').length + 1)];
}

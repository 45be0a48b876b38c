/** An account as lua/lib/accounts.lua records it. */
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
  /** Counts every change. */
  revision: number;
  /** How many entries it has. */
  sequence: number;
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

export function parseAccount(record: string): AccountRecord {
  const [fields, metadata] = split(record, 15);
  const [asset, state, ...numbers] = fields as [string, AccountRecord['state'], ...string[]];
  const [
    balance,
    held,
    incoming,
    overdraft,
    perTransfer,
    daily,
    ,
    ,
    version,
    revision,
    sequence,
    ,
    createdMs,
  ] = numbers.map((text) => (text === '-' ? null : Number(text)));
  return {
    asset,
    state,
    balance: balance!,
    held: held!,
    incoming: incoming!,
    overdraft: overdraft!,
    perTransfer: perTransfer!,
    daily: daily!,
    version: version!,
    revision: revision!,
    sequence: sequence!,
    createdMs: createdMs!,
    ...(metadata === '-' ? {} : { metadata }),
  };
}

export function parseTransfer(record: string): TransferRecord {
  const [fields, notes] = split(record, 14);
  const [state, from, to, , asset] = fields as [TransferRecord['state'], string, string, string, string];
  const [posted, reversed, createdMs, expiresMs, endedMs] = fields.slice(5, 10).map(Number) as [
    ...[number, number, number, number, number],
  ];
  return {
    state,
    from,
    to,
    amount: Number(fields[3]),
    asset,
    posted,
    reversed,
    createdMs,
    expiresMs,
    endedMs,
    reverses: fields[11] === '-' ? null : fields[11]!,
    fromBalance: Number(fields[12]),
    toBalance: Number(fields[13]),
    notes,
  };
}

/** The first `count` fields, and what follows them, blanks and all. */
function split(record: string, count: number): [fields: string[], rest: string] {
  const fields = record.split(' ', count);
  return [fields, record.slice(fields.join(' ').length + 1)];
}

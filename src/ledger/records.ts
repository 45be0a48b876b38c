import { intact, wholeNumber } from '../platform/redis';

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

/** What comes of a transfer when it is made. */
export interface TransferOutcome {
  asset: string;
  fromBalance: number;
  toBalance: number;
  atMs: number;
}

/** A transfer as lua/lib/transfer-records.lua records it. */
export interface TransferRecord extends TransferOutcome {
  id: string;
  from: string;
  to: string;
  amount: number;
  state: 'pending' | 'posted' | 'voided' | 'expired';
  posted: number;
  reversed: number;
  expiresMs: number;
  endedMs: number;
  reverses: string | null;
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

const ACCOUNT_STATES = ['active', 'frozen', 'closed'];

export function parseAccount(record: string): AccountRecord {
  const [fields, metadata] = split(record, 15);
  const numbers = fields.slice(0, 10).map(wholeNumber);
  const [, createdMs, , balance, sequence, , changes, held, incoming, version] = numbers as [
    ...[number, number, number, number, number],
    ...[number, number, number, number, number],
  ];
  const [asset, state, overdraft, ...limits] = fields.slice(10) as [string, AccountRecord['state'], string];
  intact(ACCOUNT_STATES.includes(state) && fields.length === 15 && metadata !== '');
  const [perTransfer, daily] = limits.map((text) => (text === '-' ? null : wholeNumber(text)));
  return {
    asset,
    state,
    balance,
    held,
    incoming,
    overdraft: wholeNumber(overdraft),
    perTransfer: perTransfer!,
    daily: daily!,
    version,
    sequence,
    changes,
    createdMs,
    ...(metadata === '-' ? {} : { metadata }),
  };
}

const TRANSFER_STATES = ['pending', 'posted', 'voided', 'expired'];

export function parseTransfer(id: string, record: string): TransferRecord {
  const [fields, notes] = split(record, 14);
  const state = fields[0] as TransferRecord['state'];
  intact(TRANSFER_STATES.includes(state));
  const [posted, reversed, endedMs, expiresMs] = fields.slice(1, 5).map(wholeNumber);
  const [from, to, amount, ...outcome] = fields.slice(7) as [string, string, string, ...Outcome];
  return {
    ...toOutcome(outcome),
    id,
    from,
    to,
    amount: wholeNumber(amount),
    state,
    posted: posted!,
    reversed: reversed!,
    expiresMs: expiresMs!,
    endedMs: state === 'expired' ? expiresMs! : endedMs!,
    reverses: fields[6] === '-' ? null : fields[6]!,
    notes,
  };
}

/** Reads what a script answers to a new transfer: what came of it, and its notes where they were recorded with that. */
export function parseOutcome(text: string): TransferOutcome & { notes?: string } {
  const [fields, notes] = split(text, 4);
  return { ...toOutcome(fields as Outcome), ...(notes === '' ? {} : { notes }) };
}

type Outcome = [asset: string, fromBalance: string, toBalance: string, atMs: string];

function toOutcome([asset, fromBalance, toBalance, atMs]: Outcome): TransferOutcome {
  const [from, to, at] = [wholeNumber(fromBalance), wholeNumber(toBalance), wholeNumber(atMs)];
  return { asset, fromBalance: from, toBalance: to, atMs: at };
}

export function parseEntry(record: string): EntryRecord {
  const [change, balanceAfter, atMs, counterparty, transferId] = record.split(' ');
  intact(!!counterparty && !!transferId);
  return {
    transferId,
    counterparty,
    change: wholeNumber(change),
    balanceAfter: wholeNumber(balanceAfter),
    atMs: wholeNumber(atMs),
  };
}

/** The first `count` fields, and what follows them, blanks and all. */
function split(record: string, count: number): [fields: string[], rest: string] {
  const fields = record.split(' ', count);
  return [fields, record.slice(fields.join(' ').length + 1)];
}

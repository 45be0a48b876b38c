import { Injectable } from '@nestjs/common';
import {
  isoTime,
  Operation,
  readRecord,
  Reply,
  ReplyValue,
  ScriptRunner,
  toResult,
  uuidv7,
} from '../../platform/redis';
import { DaysLua } from '../days.lua';
import { Transfer, TransferBatchBody } from './transfer.dto';
import { decodeOutcome } from '../generated/outcome-record';
import { decodeTransfer, TransferRecord } from '../generated/transfer-record';
import { LedgerRefusal, LedgerResult } from '../ledger.errors';
import { EntriesLua } from '../statements/entries.lua';
import { findReversalId } from './reversal-id.lua';

export interface TransferRequest {
  id: string;
  from: string;
  to: string;
  amount: number;
  /** Whether that is the most, and what is available moves. */
  bends?: boolean;
  /** How long it stays pending; absent where it is posted at once. */
  ttlSeconds?: number;
  /** Reference and metadata, as JSON text of an object. */
  notes: string;
}

export interface ReversalRequest {
  id: string;
  amount?: number;
  /** Where the caller chose it. */
  reversalId?: string;
  notes: string;
}

/** The end of a batch: a result for each transfer, or why, and where, all of it was refused. */
export type BatchResult =
  | { ok: true; value: LedgerResult<Transfer>[]; replayed: boolean }
  | { ok: false; code: LedgerRefusal; values: string[]; index?: number };

/** The scripts of transfers; each method is the script of the same name. */
@Injectable()
export class TransfersLua {
  constructor(
    private readonly scripts: ScriptRunner,
    private readonly days: DaysLua,
    private readonly entries: EntriesLua,
  ) {}

  async transfer(
    operation: Operation,
    store: string,
    request: TransferRequest,
  ): Promise<LedgerResult<Transfer>> {
    const args = argsOf(request);
    const reply = await this.days.run('ledger/transfer', { store, operation, args });
    return toResult(reply, (values) => toNewTransfer(values, request));
  }

  async transferBatch(
    operation: Operation,
    store: string,
    mode: TransferBatchBody['mode'],
    requests: TransferRequest[],
  ): Promise<BatchResult> {
    const items = requests.map(argsOf);
    const reply = await this.days.run('ledger/transfer-batch', { store, operation, args: { mode }, items });
    if (mode === 'atomic' && reply.outcome !== 'OK') return atomicRefusal(reply);
    return toResult(reply, (items) => items.map((item, i) => toItem(item, requests[i]!)));
  }

  async transferGroup(
    operation: Operation,
    store: string,
    group: string,
    requests: TransferRequest[],
  ): Promise<BatchResult> {
    const items = requests.map(argsOf);
    const reply = await this.days.run('ledger/transfer-group', { store, operation, args: { group }, items });
    if (reply.outcome !== 'OK' && reply.outcome !== 'GROUP_ALREADY_EXISTS') return atomicRefusal(reply);
    return toResult(reply, (items) => items.map((item, i) => toItem(item, requests[i]!)));
  }

  async post(
    operation: Operation,
    store: string,
    id: string,
    amount?: number,
  ): Promise<LedgerResult<Transfer>> {
    const args = { id, amount };
    const reply = await this.scripts.run('ledger/post', { store, operation, args });
    return toResult(reply, (values) => toTransfer(id, values));
  }

  async void(operation: Operation, store: string, id: string): Promise<LedgerResult<Transfer>> {
    const reply = await this.scripts.run('ledger/void', { store, operation, args: { id } });
    return toResult(reply, (values) => toTransfer(id, values));
  }

  async reverse(
    operation: Operation,
    store: string,
    request: ReversalRequest,
  ): Promise<LedgerResult<Transfer>> {
    const { id, amount, reversalId, notes } = request;
    const args = { id, amount, reversal_id: reversalId ?? uuidv7(), notes };
    const reply = await this.scripts.run('ledger/reverse', { store, operation, args });
    if (reply.outcome === 'OK' && reply.values.length === 1) {
      reply.values.push(
        reversalId ?? (await findReversalId(this.scripts, this.entries, store, reply.values[0] as string)),
      );
    }
    return toResult(reply, ([record, made]) => toTransfer(made as string, [record!]));
  }

  async readTransfer(store: string, id: string): Promise<LedgerResult<Transfer>> {
    const reply = await this.scripts.run('ledger/read-transfer', { store, args: { id } });
    return toResult(reply, (values) => toTransfer(id, values));
  }
}

/** The arguments that tell of one transfer. */
function argsOf({ ttlSeconds, bends, ...request }: TransferRequest): Omit<
  TransferRequest,
  'ttlSeconds' | 'bends'
> & {
  bends?: string;
  ttl_seconds?: number;
} {
  return { bends: bends ? 'yes' : undefined, ttl_seconds: ttlSeconds, ...request };
}

/** The index stands before the values; the refusals that concern the whole call carry neither. */
function atomicRefusal({ outcome, values }: Reply): BatchResult {
  const [index, ...others] = values as string[];
  const code = outcome as LedgerRefusal;
  return /^\d+$/.test(index ?? '')
    ? { ok: false, code, values: others, index: Number(index) }
    : { ok: false, code, values: values as string[] };
}

/** One value a line; an outcome, unlike a code, holds blanks. */
function toItem(item: ReplyValue, request: TransferRequest): LedgerResult<Transfer> {
  const values = (item as string).split('\n');
  return values[0]!.includes(' ')
    ? { ok: true, value: toNewTransfer(values, request), replayed: false }
    : { ok: false, code: values[0] as LedgerRefusal, values: values.slice(1) };
}

/** Reads the outcome of a transfer that was asked for, its id, and the sender's limit where there is one. */
function toNewTransfer(
  values: ReplyValue[],
  { from, to, amount: most, ttlSeconds, notes: asked }: TransferRequest,
): Transfer {
  const [text, toldId, daily, used, resetsMs] = values as [string, string, string?, string?, string?];
  const [id, bent] = toldId.split(' ') as [string, string?];
  const amount = bent === undefined ? most : Number(bent);
  const { notes, atMs, ...outcome } = decodeOutcome(text);
  const step =
    ttlSeconds === undefined
      ? ({ state: 'posted', posted: amount, expiresMs: null } as const)
      : ({ state: 'pending', posted: 0, expiresMs: atMs + ttlSeconds * 1_000 } as const);
  const never = { reversed: 0, endedMs: null, reverses: null, countedWith: null };
  const made = { from, to, amount, ...step, ...never, createdMs: atMs, notes: notes ?? asked, ...outcome };
  return {
    ...fromRecord(id, made),
    ...(daily === undefined ? {} : { limit: limitOf(Number(daily), Number(used), isoTime(resetsMs)) }),
  };
}

/** A transfer that a script read, from its id and record. */
export function toTransfer(id: string, [record]: ReplyValue[]): Transfer {
  return readRecord('transfers', id, () => fromRecord(id, decodeTransfer(record as string)));
}

function fromRecord(id: string, record: Omit<TransferRecord, 'dayMs'>): Transfer {
  const { state, from, to, amount, asset, expiresMs, ...rest } = record;
  const endedMs = state === 'expired' ? expiresMs : rest.endedMs;
  return {
    id,
    state,
    from,
    to,
    amount,
    postedAmount: rest.posted,
    reversedAmount: rest.reversed,
    asset,
    balances: { from: rest.fromBalance, to: rest.toBalance },
    createdAt: isoTime(rest.createdMs),
    expiresAt: expiresMs === null ? null : isoTime(expiresMs),
    ...(endedMs === null ? {} : { endedAt: isoTime(endedMs) }),
    ...(rest.reverses ? { reverses: rest.reverses } : {}),
    ...(JSON.parse(rest.notes) as Pick<Transfer, 'reference' | 'metadata'>),
  };
}

function limitOf(daily: number, used: number, resetsAt: string): Transfer['limit'] {
  return { daily, used, remaining: daily - used, resetsAt };
}

import { Injectable } from '@nestjs/common';
import { Page, readRecords } from '../platform/http';
import {
  isoTime,
  Operation,
  readRecord,
  ReplyValue,
  Result,
  ScriptRunner,
  toResult,
  wholeNumber,
} from '../platform/redis';
import { DaysLua } from './days.lua';
import { Account, Entry, PutAccountBody } from './dto/account.dto';
import { LedgerRefusal } from './ledger.errors';
import { parseAccount, parseEntry } from './records';

export type LedgerResult<T> = Result<T, LedgerRefusal>;

export interface PutAccountRequest extends Omit<PutAccountBody, 'metadata'> {
  id: string;
  /** As JSON text. */
  metadata?: string;
  /** As the decorator of the same name gives it. */
  ifMatch: string;
}

/** `asset` says which @world is meant. */
export interface AccountOf {
  store: string;
  id: string;
  asset?: string;
}

export interface EntriesWanted {
  fromMs?: number;
  toMs?: number;
  /** The last sequence of the page before. */
  before?: number;
  limit: number;
}

export type AccountChange = 'freeze' | 'unfreeze' | 'close';

/** The scripts of accounts; each method is the script of the same name. */
@Injectable()
export class AccountsLua {
  constructor(
    private readonly scripts: ScriptRunner,
    private readonly days: DaysLua,
  ) {}

  async putAccount(
    operation: Operation,
    store: string,
    request: PutAccountRequest,
  ): Promise<LedgerResult<{ account: Account; created: boolean }>> {
    const { id, asset, overdraft, limits, metadata, ifMatch } = request;
    const [perTransfer, daily] = [limits?.perTransfer, limits?.daily].map((limit) => limit ?? '-') as [
      string,
      string,
    ];
    const settings = { overdraft, per_transfer: perTransfer, daily, metadata: metadata ?? '-' };
    const args = { id, asset: asset ?? '', ...settings, if_match: ifMatch };
    const reply = await this.days.run('ledger/put-account', { store, operation, args });
    return toResult(reply, (values) => ({ account: toAccount(values), created: values[1] === 'created' }));
  }

  /** lua/ledger/freeze.lua, unfreeze.lua, close.lua */
  async change(
    change: AccountChange,
    operation: Operation,
    store: string,
    { id, ifMatch }: { id: string; ifMatch: string },
  ): Promise<LedgerResult<Account>> {
    const args = { id, if_match: ifMatch };
    return toResult(await this.days.run(`ledger/${change}`, { store, operation, args }), toAccount);
  }

  async readAccount({ store, id, asset }: AccountOf): Promise<LedgerResult<Account>> {
    const args = { id, asset: asset ?? '' };
    return toResult(await this.days.run('ledger/read-account', { store, args }), toAccount);
  }

  /** `nextCursor` is the last key of the page. */
  async listAccounts(store: string, cursor: string, limit: number): Promise<LedgerResult<Page<Account>>> {
    const reply = await this.days.run('ledger/list-accounts', { store, args: { cursor, limit } });
    return toResult(reply, ([resetsMs, more, ...values]) => {
      const items: Account[] = [];
      for (let i = 0; i < values.length; i += 3) {
        items.push(toAccount([resetsMs!, 'found', ...values.slice(i, i + 3)]));
      }
      return { items, nextCursor: more === '1' ? (values.at(-3) as string) : null };
    });
  }

  /** `nextCursor` is the last sequence of the page. */
  async listEntries(
    { store, id, asset }: AccountOf,
    wanted: EntriesWanted,
  ): Promise<LedgerResult<Page<Entry>>> {
    const { fromMs, toMs, before, limit } = wanted;
    const args = { id, asset: asset ?? '', from_ms: fromMs, to_ms: toMs, before, limit };
    const reply = await this.scripts.run('ledger/list-entries', { store, args });
    return toResult(reply, ([newest, more, ...entries]) => {
      const last = Number(newest);
      const named = entries.flatMap((entry, i) => [String(last - i), entry]);
      const page = readRecords(named, (sequence, entry) => toEntry(id, Number(sequence), entry));
      return { ...page, nextCursor: more === '1' ? String(last - entries.length + 1) : null };
    });
  }
}

/** Reads a reply of lua/ledger/account-view.lua. */
function toAccount(values: ReplyValue[]): Account {
  const [, , key] = values as [string, string, string];
  return readRecord('accounts', key, () => accountOf(values as Parameters<typeof accountOf>[0]));
}

function accountOf([resetsMs, , key, record, used]: [string, string, string, string, string]): Account {
  const { asset, state, balance, held, incoming, overdraft, ...rest } = parseAccount(record);
  const id = key.split('/')[0]!;
  return {
    id,
    asset,
    balance,
    held,
    incoming,
    available: id === '@world' ? null : balance - held + overdraft,
    overdraft,
    limits: { perTransfer: rest.perTransfer, daily: rest.daily },
    usedToday: wholeNumber(used),
    resetsAt: isoTime(resetsMs),
    state,
    version: rest.version,
    createdAt: isoTime(rest.createdMs),
    ...(rest.metadata ? { metadata: JSON.parse(rest.metadata) as Record<string, unknown> } : {}),
  };
}

function toEntry(id: string, sequence: number, record: string): Entry {
  return readRecord('entries', `${id}/${sequence}`, () => {
    const { atMs, ...entry } = parseEntry(record);
    return { sequence, ...entry, at: isoTime(atMs) };
  });
}

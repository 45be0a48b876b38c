import { Injectable } from '@nestjs/common';
import { Page } from '../../platform/http';
import {
  isoTime,
  Operation,
  readRecord,
  ReplyValue,
  ScriptRunner,
  toResult,
  wholeNumber,
} from '../../platform/redis';
import { DaysLua } from '../days.lua';
import { decodeAccount } from '../generated/account-record';
import { LedgerResult } from '../ledger.errors';
import { accountName, EarlierEntries } from '../statements/earlier-entries';
import { Account, AccountAt } from './account.dto';
import { PatchAccountRequest, PutAccountRequest } from './account-requests';
import { availableAsRecorded } from './earlier-replies';
import { packRolling, unpackRolling } from './rolling';

/** `asset` says which @world is meant. */
export interface AccountOf {
  store: string;
  id: string;
  asset?: string;
}

export type BalanceAt = Pick<AccountAt, 'asset' | 'balance' | 'held' | 'overdraft'>;

export type AccountChange = 'freeze' | 'unfreeze' | 'close';

/** The scripts of accounts; each method is the script of the same name. */
@Injectable()
export class AccountsLua {
  constructor(
    private readonly days: DaysLua,
    private readonly scripts: ScriptRunner,
    private readonly earlier: EarlierEntries,
  ) {}

  async putAccount(
    operation: Operation,
    store: string,
    request: PutAccountRequest,
  ): Promise<LedgerResult<{ account: Account; created: boolean }>> {
    const { overdraft, seen: items = [] } = request;
    const args = { ...settingsOf(request), overdraft };
    const reply = await this.days.run('ledger/put-account', { store, operation, args, items });
    return toResult(reply, (values) => ({ account: ofReply(values), created: values[1] === 'created' }));
  }

  async patchAccount(
    operation: Operation,
    store: string,
    request: PatchAccountRequest,
  ): Promise<LedgerResult<Account>> {
    const { overdraft, cleared, seen: items = [] } = request;
    const args = { ...settingsOf(request), overdraft, cleared: ` ${cleared.join(' ')} ` };
    return toResult(await this.days.run('ledger/patch-account', { store, operation, args, items }), ofReply);
  }

  /** lua/ledger/freeze.lua, unfreeze.lua, close.lua */
  async change(
    change: AccountChange,
    operation: Operation,
    store: string,
    { id, ifMatch }: { id: string; ifMatch: string },
  ): Promise<LedgerResult<Account>> {
    const args = { id, if_match: ifMatch };
    return toResult(await this.days.run(`ledger/${change}`, { store, operation, args }), ofReply);
  }

  async readAccount({ store, id, asset }: AccountOf): Promise<LedgerResult<Account>> {
    const reply = await this.days.run('ledger/read-account', { store, args: { id, asset } });
    return toResult(reply, ([resetsMs, available, key, record, used, rolling]) =>
      toAccount(resetsMs, [key, record, used, available, rolling]),
    );
  }

  async readAccountAt({ store, id, asset }: AccountOf, atMs: number): Promise<LedgerResult<BalanceAt>> {
    const args = { id, asset, at_ms: atMs };
    const reply = await this.scripts.run('ledger/read-account-at', { store, args });
    const read = toResult(reply, (values) => {
      const [itsAsset, ...amounts] = values as string[];
      const [balance, held, overdraft] = amounts.map((text) => amountOrNone(text));
      return { asset: itsAsset!, balance: balance!, held: held!, overdraft: overdraft! };
    });
    if (!read.ok || read.value.balance !== null) return read;
    const [stand] = await this.earlier.stands(store, [{ ...accountName(id, read.value.asset), atMs }]);
    return { ...read, value: { ...read.value, balance: stand!.balance } };
  }

  /** `nextCursor` is the last key of the page. */
  async listAccounts(store: string, cursor: string, limit: number): Promise<LedgerResult<Page<Account>>> {
    const reply = await this.days.run('ledger/list-accounts', { store, args: { cursor, limit } });
    return toResult(reply, ([resetsMs, more, ...values]) => {
      const keys = values.filter((_, i) => i % FIELDS === 0) as string[];
      // Accounts are the books: a list that leaves one out would not add up, so that it fails as a whole.
      const items = keys.map((_, i) => toAccount(resetsMs, values.slice(FIELDS * i, FIELDS * (i + 1))));
      return { items, nextCursor: more === '1' ? keys.at(-1)! : null };
    });
  }
}

/** The arguments that put and patch share. */
function settingsOf({ id, asset, limits, metadata, ifMatch }: PutAccountRequest | PatchAccountRequest): {
  id: string;
  asset?: string;
  per_transfer?: number;
  daily?: number;
  rolling?: string;
  metadata?: string;
  if_match: string;
} {
  const { perTransfer, daily, rolling } = limits ?? {};
  return {
    ...{ id, asset, per_transfer: perTransfer, daily, rolling: packRolling(rolling) },
    ...{ metadata, if_match: ifMatch },
  };
}

/** Reads a reply about one account, as it is recorded (lua/ledger/parts/account-view.lua). */
function ofReply([resetsMs, , ...values]: ReplyValue[]): Account {
  return toAccount(resetsMs, values);
}

/** How many values of a reply tell of an account. */
const FIELDS = 5;

function toAccount(resetsMs: ReplyValue | undefined, values: (ReplyValue | undefined)[]): Account {
  const [key, text, used, available, told] = values as [string, string, string, string?, string?];
  return readRecord('accounts', key, () => {
    const record = decodeAccount(text);
    const rolling = unpackRolling(told);
    const { asset, state, balance, held, incoming, overdraft, perTransfer, daily, version, metadata } =
      record;
    return {
      id: key.split('/')[0]!,
      asset,
      balance,
      held,
      incoming,
      available: available === undefined ? availableAsRecorded(key, record) : amountOrNone(available),
      overdraft,
      limits: { perTransfer, daily, ...(rolling && { rolling: rolling.limits }) },
      usedToday: wholeNumber(used),
      ...(rolling && { usedRolling: rolling.uses }),
      resetsAt: isoTime(resetsMs as string),
      state,
      version,
      createdAt: isoTime(record.createdMs),
      ...(metadata === null ? {} : { metadata: JSON.parse(metadata) as Record<string, unknown> }),
    };
  });
}

/** Empty for @world, which has no floor. */
function amountOrNone(text: string): number | null {
  return text === '' ? null : wholeNumber(text);
}

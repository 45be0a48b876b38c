import { Injectable } from '@nestjs/common';
import { readRecord, ScriptRunner } from '../../platform/redis';
import { AssetTotals } from './upkeep.dto';
import { AccountRecord, decodeAccount } from '../generated/account-record';
import { decodeEntryOpening } from '../generated/entry-opening-record';
import { decodeEntry } from '../generated/entry-record';
import { decodeTotals } from '../generated/totals-record';
import { decodeTransfer, TransferRecord } from '../generated/transfer-record';

/** Accounts by key: the id, and for @world its asset after a slash. */
export type AccountsByKey = Map<string, AccountRecord>;

/** The sums of an account's entries. */
export interface EntrySums {
  /** The sum of all changes, exact whatever they are. */
  change: bigint;
  count: number;
  /** Entries whose balance is that of the one before and their own change. */
  consistent: number;
}

const PAGE = 500;
/** More than any store has; a reply whose cursor stands still must not be followed for ever. */
const MAX_PAGES = 100_000;

/** The scripts that read a ledger page by page, to compare its records with their sums. */
@Injectable()
export class LedgerAuditLua {
  constructor(private readonly scripts: ScriptRunner) {}

  /** lua/ledger/read-totals.lua; undefined where there is no such store. */
  async totals(store: string): Promise<AssetTotals[] | undefined> {
    const reply = await this.scripts.run('ledger/read-totals', { store });
    if (reply.outcome !== 'OK') return undefined;
    return pairs(reply.values as string[])
      .map(([asset, totals]) => ({
        asset,
        ...readRecord('ledger_totals', asset, () => decodeTotals(totals)),
      }))
      .sort((a, b) => (a.asset < b.asset ? -1 : 1));
  }

  /** Every account, each as of one moment. */
  async accounts(store: string): Promise<AccountsByKey> {
    const found: AccountsByKey = new Map();
    let cursor = '';
    for (let page = 0; page < MAX_PAGES; page++) {
      const reply = await this.scripts.run('ledger/scan-accounts', { store, args: { cursor, limit: PAGE } });
      const values = reply.values as string[];
      for (const [key, record] of pairs(values.slice(1))) {
        found.set(
          (cursor = key),
          readRecord('accounts', key, () => decodeAccount(record)),
        );
      }
      if (values[0] !== '1') return found;
    }
    throw new Error(`the accounts of ${store} have no end`);
  }

  /** Every pending transfer that its index lists. */
  async pending(store: string): Promise<TransferRecord[]> {
    const found: TransferRecord[] = [];
    let cursor = '';
    for (let page = 0; page < MAX_PAGES; page++) {
      const reply = await this.scripts.run('ledger/scan-pending', { store, args: { cursor, limit: PAGE } });
      const [next, ...values] = reply.values as string[];
      found.push(
        ...pairs(values)
          .filter(([, record]) => record !== '')
          .map(([id, record]) => readRecord('transfers', id, () => decodeTransfer(record))),
      );
      cursor = next!;
      if (cursor === '') return found.filter(({ state }) => state === 'pending');
    }
    throw new Error(`the pending transfers of ${store} have no end`);
  }

  /**
   * Adds up the entries of an account, from those that have left for the archive on. Undefined where more than that have
   * left while they were read.
   */
  async entries(
    store: string,
    key: string,
    { sequence, balance }: AccountRecord,
  ): Promise<EntrySums | undefined> {
    const sums: EntrySums = { change: 0n, count: 0, consistent: 0 };
    let expected = 0;
    for (let after = 0; after < sequence;) {
      const limit = Math.min(PAGE, sequence - after);
      const reply = await this.scripts.run('ledger/scan-entries', { store, args: { key, after, limit } });
      const [now, opening, ...entries] = reply.values as string[];
      const left = openingOf(key, opening!);
      if (left.sequence > after) {
        if (left.sequence > sequence && left.sequence <= Number(now)) return undefined;
        Object.assign(sums, {
          change: BigInt(left.balance),
          count: left.sequence,
          consistent: left.sequence,
        });
        [expected, after] = [left.balance, left.sequence];
        continue;
      }
      for (const [i, entry] of entries.entries()) {
        if (entry === '') continue;
        const place = `${key}/${after + i + 1}`;
        const { change, balanceAfter } = readRecord('entries', place, () => decodeEntry(entry));
        sums.change += BigInt(change);
        sums.count += 1;
        if (balanceAfter - change === expected) sums.consistent += 1;
        expected = balanceAfter;
      }
      after += limit;
    }
    if (sequence > 0 && expected !== balance) sums.consistent -= 1;
    return sums;
  }
}

/** The entries that have left, as they stand under `account/0`. */
function openingOf(key: string, record: string): { sequence: number; balance: number } {
  if (record === '') return { sequence: 0, balance: 0 };
  return readRecord('entries', `${key}/0`, () => decodeEntryOpening(record));
}

function pairs(values: string[]): [string, string][] {
  const found: [string, string][] = [];
  for (let i = 0; i < values.length; i += 2) found.push([values[i]!, values[i + 1]!]);
  return found;
}

import { Injectable } from '@nestjs/common';
import { Earlier, EarlierItems } from '../../platform/http';

/** An account; `@world` is one for each asset. */
export interface AccountName {
  account: string;
  asset: string;
}

/** The account that a key in Redis stands for: its id, and for `@world` its asset behind a slash. */
export function accountName(key: string, asset: string): AccountName {
  return { account: key.split('/')[0]!, asset };
}

/** A moment of an account. */
export type Moment = AccountName & { atMs: number };

/** The last entry that was written by a moment, and the balance after it; 0 where there was none. */
export interface Stand {
  sequence: number;
  balance: number;
}

/** Someone who has entries that Redis has no longer. */
export interface KeepsEntries {
  /** Records by sequence, as they were in Redis. */
  entries(
    store: string,
    of: AccountName,
    wanted: EarlierItems,
  ): Promise<[sequence: number, record: string][]>;
  /** A stand for each moment. */
  stands(store: string, moments: readonly Moment[]): Promise<Stand[]>;
}

/** Entries that Redis has no longer. */
@Injectable()
export class EarlierEntries extends Earlier<KeepsEntries> implements KeepsEntries {
  async entries(store: string, of: AccountName, wanted: EarlierItems): Promise<[number, string][]> {
    return this.archive.entries(store, of, wanted);
  }

  async stands(store: string, moments: readonly Moment[]): Promise<Stand[]> {
    return moments.length === 0 ? [] : this.archive.stands(store, moments);
  }
}

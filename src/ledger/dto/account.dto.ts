import { Transform, Type } from 'class-transformer';
import { IsObject, Matches, ValidateNested } from 'class-validator';
import { IsId, IsTime, IsWhole, ListPage, Optional, PageQuery, StorePath } from '../../platform/http';

export const ACCOUNT_STATES = ['active', 'frozen', 'closed'] as const;

const ASSET = /^[A-Z][A-Z0-9._-]{0,31}$/;
const ASSET_MESSAGE = 'asset must be 1 to 32 of A-Z 0-9 . _ -, beginning with a letter';

export class AccountPath extends StorePath {
  /** @example "alice" */
  @IsId()
  id: string;
}

export class AccountQuery {
  /**
   * Which `@world` is meant, by its asset; without it that of the store's currency. Says nothing of other accounts.
   * @example "USD"
   */
  @Optional()
  @Matches(ASSET, { message: ASSET_MESSAGE })
  asset?: string;
}

export class LimitsBody {
  /** The most that one transfer may take out; left out or null: no limit. */
  @Optional()
  @IsWhole(0)
  perTransfer?: number;

  /** The most that may go out in a calendar day of the store's time zone; left out or null: no limit. */
  @Optional()
  @IsWhole(0)
  daily?: number;
}

/** All settings of the account: what is left out is at its default again. */
export class PutAccountBody {
  /**
   * A currency or any other unit, set once; without it the store's currency.
   * @example "USD"
   */
  @Optional()
  @Matches(ASSET, { message: ASSET_MESSAGE })
  asset?: string;

  /**
   * How far the balance may go below zero.
   * @example 0
   */
  @Optional(0)
  @IsWhole(0)
  overdraft: number = 0;

  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => LimitsBody)
  limits?: LimitsBody;

  /** Any JSON object of up to 4096 characters, kept as it is. */
  @Optional()
  @Transform(({ obj }: { obj: { metadata?: unknown } }) => obj.metadata)
  @IsObject()
  metadata?: Record<string, unknown>;
}

export class Limits {
  /** null: no limit. */
  perTransfer: number | null;
  /** null: no limit. */
  daily: number | null;
}

export class Account {
  /** @example "alice" */
  id: string;
  /** @example "USD" */
  asset: string;
  /** What came in less what went out, in minor units. */
  balance: number;
  /** What pending transfers will take out, unless they are voided or expire. */
  held: number;
  /** What pending transfers will bring in. */
  incoming: number;
  /** balance − held + overdraft: what can go out now. null for `@world`, which has no limit. */
  available: number | null;
  overdraft: number;
  limits: Limits;
  /**
   * What went out today, posted or pending; what is voided, expires, is not posted or is reversed the same day comes off
   * again. A reversal is not counted as going out, and nothing counts for `@world`.
   */
  usedToday: number;
  /** When usedToday begins anew: the next midnight of the store's time zone. */
  resetsAt: string;
  /** A frozen account takes no part in transfers, in either direction; voids and expiries still free what is held. */
  state: (typeof ACCOUNT_STATES)[number];
  /** Counts changes of settings and state, not transfers, so that If-Match holds while money moves. */
  version: number;
  /** @example "2026-01-01T00:00:00.000Z" */
  createdAt: string;
  metadata?: Record<string, unknown>;
}

export class AccountPage extends ListPage {
  items: Account[];
}

export class EntryQuery extends PageQuery {
  /**
   * Entries at or after this time, of any precision.
   * @example "2026-01-01T00:00:00Z"
   */
  @Optional()
  @IsTime()
  from?: string;

  /**
   * Entries at or before this time, of any precision.
   * @example "2026-01-31T23:59:59.999999Z"
   */
  @Optional()
  @IsTime()
  to?: string;

  /** As for reading an account. */
  @Optional()
  @Matches(ASSET, { message: ASSET_MESSAGE })
  asset?: string;
}

export class Entry {
  /** Counts from 1 without gaps, per account. */
  sequence: number;
  /** @example "transfer-1" */
  transferId: string;
  /** The other account. */
  counterparty: string;
  /** Positive: came in. Negative: went out. */
  change: number;
  balanceAfter: number;
  /** Never before that of an older entry. */
  at: string;
}

export class EntryPage extends ListPage {
  items: Entry[];
}

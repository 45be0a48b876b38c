import { Transform, Type } from 'class-transformer';
import { IsObject, ValidateNested } from 'class-validator';
import { Clearable, IsId, IsTime, IsWhole, ListPage, Optional, StorePath } from '../../platform/http';
import { IsAsset } from '../asset';
import { Limits, LimitsBody, LimitsPatch } from './limits.dto';
import { ACCOUNT_STATES, ReadOnlyMembers } from './read-only-members.dto';
import { RollingUse } from './rolling.dto';

export class AccountPath extends StorePath {
  /** @example "alice" */
  @IsId()
  id: string;
}

export class AccountQuery {
  /**
   * Asset that tells which `@world` is meant; it makes no difference to other accounts. Omit for the `@world` of the
   * store's currency.
   * @example "USD"
   */
  @Optional()
  @IsAsset()
  asset?: string;

  /**
   * Time to tell of, of any precision: the effects of that very time are included. Omit for now.
   * @example "2026-01-31T23:59:59Z"
   */
  @Optional()
  @IsTime()
  at?: string;
}

/** All settings of the account: each that is omitted gets its default again. */
export class PutAccountBody extends ReadOnlyMembers {
  /**
   * A currency or any other unit, set once. Omit for the store's currency.
   * @example "USD"
   */
  @Optional()
  @IsAsset()
  asset?: string;

  /**
   * How far the balance may go below zero, in minor units. Omit for 0.
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

/** The settings to change: each that is omitted stays, and null brings its default back. */
export class PatchAccountBody extends ReadOnlyMembers {
  /** As it is: the asset of an account is set once. */
  @Optional()
  @IsAsset()
  asset?: string;

  /**
   * How far the balance may go below zero, in minor units.
   * @example 500
   */
  @Clearable()
  @IsWhole(0)
  overdraft?: number | null;

  /** The limits to change. Send null for no limits at all. */
  @Clearable()
  @IsObject()
  @ValidateNested()
  @Type(() => LimitsPatch)
  limits?: LimitsPatch | null;

  /** A merge patch of the metadata itself: null removes a member, objects are merged, other values are replaced. */
  @Clearable()
  @Transform(({ obj }: { obj: { metadata?: unknown } }) => obj.metadata)
  @IsObject()
  metadata?: Record<string, unknown> | null;
}

export class Account {
  /** @example "alice" */
  id: string;
  /** @example "USD" */
  asset: string;
  /** All that came in less all that went out, in minor units. */
  balance: number;
  /** Minor units that pending transfers will take out, unless they are voided or expire. */
  held: number;
  /** Minor units that pending transfers will bring in. */
  incoming: number;
  /** Minor units that can go out now: balance − held + overdraft. null for `@world`, which has no floor. */
  available: number | null;
  overdraft: number;
  limits: Limits;
  /**
   * Minor units that went out today, posted or pending. An amount that is voided, expires, is not posted, or is reversed
   * on the day itself comes off again. A reversal does not count as going out, and nothing counts for `@world`.
   */
  usedToday: number;
  /**
   * Use of each rolling limit, which a transfer counts in from the time at which it is made. An amount that is voided, expires, is
   * not posted, or is reversed comes off again, and a transfer of which nothing is left is not counted. Left out where
   * there is no such limit.
   */
  usedRolling?: RollingUse[];
  /** Time at which `usedToday` begins at 0 again: the next midnight of the store's time zone. */
  resetsAt: string;
  /** A frozen account neither sends nor receives; voids and expiries still release the amounts that are held. */
  state: (typeof ACCOUNT_STATES)[number];
  /** Counts changes of settings and state, not transfers, so that If-Match holds while money moves. */
  version: number;
  /** @example "2026-01-01T00:00:00.000Z" */
  createdAt: string;
  metadata?: Record<string, unknown>;
}

/** The money that an account had at a time; before it existed, all is 0. */
export class AccountAt {
  /** @example "alice" */
  id: string;
  /** @example "USD" */
  asset: string;
  /** As it was asked for. */
  at: string;
  balance: number;
  /** null where it is not known: of an account that a release up to 1.0.0 opened, before its first change since. */
  held: number | null;
  /** null where it is not known, as `held`. */
  overdraft: number | null;
  /** balance − held + overdraft; null where that is not known, and for `@world`. */
  available: number | null;
}

export class AccountPage extends ListPage {
  items: Account[];
}

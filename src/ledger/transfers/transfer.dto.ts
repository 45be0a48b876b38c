import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsObject, ValidateNested } from 'class-validator';
import {
  IsId,
  IsOneOf,
  IsQuantity,
  IsReference,
  IsTime,
  IsWhole,
  ListPage,
  Optional,
  PageQuery,
  StorePath,
} from '../../platform/http';

import { Amount, IsAmount } from './amount';

export const TRANSFER_STATES = ['pending', 'posted', 'voided', 'expired'] as const;
export const BATCH_MODES = ['atomic', 'independent'] as const;

const MAX_TTL_SECONDS = 2_592_000;

export class TransferPath extends StorePath {
  /**
   * The `id` that *transfer* answered with.
   * @example "transfer-1"
   */
  @IsId()
  id: string;
}

const ORDERS = ['desc', 'asc'] as const;

export class TransferQuery extends PageQuery {
  /** Account that the transfers come from or go to. Goes with no `reference`. */
  @Optional()
  @IsId()
  account?: string;

  /** Reference of the transfers, as a whole. Goes with no `account`. */
  @Optional()
  @IsReference()
  reference?: string;

  @Optional()
  @IsOneOf(TRANSFER_STATES)
  state?: (typeof TRANSFER_STATES)[number];

  /**
   * Earliest time at which they were made, of any precision. Omit to begin with the first.
   * @example "2026-01-01T00:00:00Z"
   */
  @Optional()
  @IsTime()
  from?: string;

  /**
   * Latest time at which they were made, of any precision. Omit to end with the newest.
   * @example "2026-01-31T23:59:59.999999Z"
   */
  @Optional()
  @IsTime()
  to?: string;

  /** `desc` begins with the newest transfer, `asc` with the oldest. */
  @Optional('desc')
  @IsOneOf(ORDERS)
  order: (typeof ORDERS)[number] = 'desc';
}

export class PendingBody {
  /**
   * Seconds that it stays pending: up to 30 days.
   * @example 900
   */
  @IsWhole(1, MAX_TTL_SECONDS)
  ttlSeconds: number;
}

/** All that any new transfer may carry. */
class Notes {
  /** Id of the transfer, never used before. Omit to get a UUIDv7. */
  @Optional()
  @IsId()
  id?: string;

  /** Document of the caller that the transfer belongs to. */
  @Optional()
  @IsReference()
  reference?: string;

  /** Any JSON object of up to 4096 characters, kept as it is. */
  @Optional()
  @Transform(({ obj }: { obj: { metadata?: unknown } }) => obj.metadata)
  @IsObject()
  metadata?: Record<string, unknown>;
}

export class TransferBody extends Notes {
  /**
   * Account that it comes from; `@world` brings money in.
   * @example "@world"
   */
  @IsId()
  from: string;

  /**
   * Account that it goes to; `@world` takes money out.
   * @example "alice"
   */
  @IsId()
  to: string;

  /**
   * Amount in minor units of the accounts' asset; or `{"upTo": 100}` for what is available to the sender, at most that.
   * Limits do not lower it: they refuse what they do not allow.
   * @example 100
   */
  @IsAmount()
  amount: Amount;

  /** Holds the amount until it is posted or voided, or expires. Omit to move the money at once. */
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => PendingBody)
  pending?: PendingBody;
}

export class TransferBatchBody {
  /** `atomic` executes all transfers or none; `independent` decides each on its own, in order. */
  @IsIn(BATCH_MODES)
  mode: (typeof BATCH_MODES)[number];

  /**
   * The id of a group, never used before: its transfers are posted, voided and reversed together, never singly, and all
   * that are pending have the earliest deadline among them. Only with `atomic`. Omit to make transfers that stand alone.
   */
  @Optional()
  @IsId()
  group?: string;

  /** 1 to 100 transfers; a later one sees the effects of the earlier ones. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => TransferBody)
  transfers: TransferBody[];
}

export class PostBody {
  /** Amount to post; the rest is released. Omit to post the full amount. */
  @Optional()
  @IsQuantity()
  amount?: number;
}

export class ReverseBody extends Notes {
  /** Amount to take back. Omit to take back all that was not taken back yet. */
  @Optional()
  @IsQuantity()
  amount?: number;
}

export class TransferBalances {
  /** Balance of the sender. */
  from: number;
  /** Balance of the receiver. */
  to: number;
}

export class DailyLimit {
  /** The most that may go out today, in minor units. */
  daily: number;
  /** Minor units that went out today, this transfer included. */
  used: number;
  /** Minor units that may still go out today. */
  remaining: number;
  /** The next midnight of the store's time zone. */
  resetsAt: string;
}

export class Transfer {
  /** @example "transfer-1" */
  id: string;
  state: (typeof TRANSFER_STATES)[number];
  from: string;
  to: string;
  /** Amount that was asked for; of one that takes what is available, the amount that it took. */
  amount: number;
  /** Amount that has moved: 0 while it is pending, less than amount where it was posted in part. */
  postedAmount: number;
  /** Amount that reversals have taken back. */
  reversedAmount: number;
  /** @example "USD" */
  asset: string;
  /** Both balances right after the last step of this transfer: made, posted or voided. Later transfers do not count. */
  balances: TransferBalances;
  /** @example "2026-01-01T00:00:00.000Z" */
  createdAt: string;
  /** Deadline of a transfer that was made pending; null for any other. */
  expiresAt: string | null;
  /** Time at which a transfer that was made pending was posted or voided, or its deadline where it expired. */
  endedAt?: string;
  /** The transfer that this one takes back. */
  reverses?: string;
  reference?: string;
  metadata?: Record<string, unknown>;
  /** Daily limit of the sender; only in the answer to a new transfer, and only where there is one. */
  limit?: DailyLimit;
}

export class TransferPage extends ListPage {
  items: Transfer[];
}

export class TransferResult {
  /** Status that the single call would have had. */
  status: number;
  /** Body that the single call would have had: the transfer, or the problem. */
  body: Record<string, unknown>;
}

export class TransferResults {
  /** One result per transfer, in order. */
  results: TransferResult[];
  /** The group of the transfers; absent where they stand alone. */
  group?: string;
}

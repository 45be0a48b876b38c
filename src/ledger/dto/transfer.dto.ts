import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsObject, ValidateNested } from 'class-validator';
import { IsId, IsQuantity, IsReference, IsWhole, Optional, StorePath } from '../../platform/http';

export const TRANSFER_STATES = ['pending', 'posted', 'voided', 'expired'] as const;
export const BATCH_MODES = ['atomic', 'independent'] as const;

const MAX_TTL_SECONDS = 2_592_000;

export class TransferPath extends StorePath {
  /** The `id` that *transfer* answered with. */
  @IsId()
  id: string;
}

export class PendingBody {
  /**
   * How long it stays pending: up to 30 days.
   * @example 900
   */
  @IsWhole(1, MAX_TTL_SECONDS)
  ttlSeconds: number;
}

/** What any new transfer may carry. */
class Notes {
  /** The transfer's id, never used before; without one the server makes a UUIDv7. */
  @Optional()
  @IsId()
  id?: string;

  /** A document of the caller. */
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
   * Whom it comes from; `@world` brings money in.
   * @example "@world"
   */
  @IsId()
  from: string;

  /**
   * Whom it goes to; `@world` takes money out.
   * @example "alice"
   */
  @IsId()
  to: string;

  /**
   * In minor units of the accounts' asset.
   * @example 100
   */
  @IsQuantity()
  amount: number;

  /** Holds the amount until it is posted or voided, or expires. Without it the money moves at once. */
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => PendingBody)
  pending?: PendingBody;
}

export class TransferBatchBody {
  /** atomic: all or none. independent: each decided on its own, in order. */
  @IsIn(BATCH_MODES)
  mode: (typeof BATCH_MODES)[number];

  /** 1 to 100 transfers; a later one sees what the earlier ones did. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => TransferBody)
  transfers: TransferBody[];
}

export class PostBody {
  /** How much of it to post; the rest is released. Without it all. */
  @Optional()
  @IsQuantity()
  amount?: number;
}

export class ReverseBody extends Notes {
  /** How much of it to take back; without it all that was not taken back yet. */
  @Optional()
  @IsQuantity()
  amount?: number;
}

export class TransferBalances {
  /** Of the sender. */
  from: number;
  /** Of the receiver. */
  to: number;
}

export class DailyLimit {
  daily: number;
  /** What went out today, this transfer included. */
  used: number;
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
  /** As it was asked for. */
  amount: number;
  /** What has moved: 0 while it is pending, less than amount where it was posted in part. */
  postedAmount: number;
  /** What reversals have taken back. */
  reversedAmount: number;
  /** @example "USD" */
  asset: string;
  /** Both balances as they were right after its last step: made, posted or voided. Later transfers do not show here. */
  balances: TransferBalances;
  /** @example "2026-01-01T00:00:00.000Z" */
  createdAt: string;
  /** The deadline of one that was made pending; else null. */
  expiresAt: string | null;
  /** When one that was made pending was posted or voided, or its deadline where it expired. */
  endedAt?: string;
  /** The transfer that this one takes back. */
  reverses?: string;
  reference?: string;
  metadata?: Record<string, unknown>;
  /** In the answer to a new transfer whose sender has a daily limit. */
  limit?: DailyLimit;
}

export class TransferResult {
  /** The status that the single call would have had. */
  status: number;
  /** The body that the single call would have had: the transfer, or the problem. */
  body: Record<string, unknown>;
}

export class TransferResults {
  /** One result per transfer, in order. */
  results: TransferResult[];
}

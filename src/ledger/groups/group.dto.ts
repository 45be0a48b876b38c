import { Transform } from 'class-transformer';
import { IsObject } from 'class-validator';
import { IsId, IsReference, Optional, StorePath } from '../../platform/http';
import { Transfer } from '../transfers/transfer.dto';

export const GROUP_STATES = ['pending', 'posted', 'voided', 'expired', 'reversed'] as const;

export class GroupPath extends StorePath {
  /**
   * The `group` of the batch that made it.
   * @example "group-1"
   */
  @IsId()
  id: string;
}

/** All that the transfers carry which take a group back. */
export class ReverseGroupBody {
  /** Document of the caller that the reversals belong to. */
  @Optional()
  @IsReference()
  reference?: string;

  /** Any JSON object of up to 4096 characters, kept as it is. */
  @Optional()
  @Transform(({ obj }: { obj: { metadata?: unknown } }) => obj.metadata)
  @IsObject()
  metadata?: Record<string, unknown>;
}

export class TransferGroup {
  /** @example "group-1" */
  id: string;
  /**
   * The state of its transfers that are or were pending; `posted` where none was, and `reversed` once all that was posted
   * has been taken back.
   */
  state: (typeof GROUP_STATES)[number];
  /** Its transfers, in the order of the batch. */
  transfers: Transfer[];
  /** The transfers that took it back; only in the answer to that. */
  reversals?: Transfer[];
  /** The order that it pays; absent where it pays none. */
  orderId?: string;
  /** @example "2026-01-01T00:00:00.000Z" */
  createdAt: string;
  /** Deadline of its pending transfers; null where none was pending. */
  expiresAt: string | null;
}

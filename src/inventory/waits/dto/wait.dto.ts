import { IsId, IsQuantity, IsWhole, ListPage, Optional, PageQuery, StorePath } from '../../../platform/http';
import { MAX_TTL_SECONDS } from '../../reservations/dto/reservation.dto';

export const WAIT_STATES = ['waiting', 'promoted', 'expired', 'cancelled'] as const;
export type WaitState = (typeof WAIT_STATES)[number];

export class WaitPath extends StorePath {
  /**
   * The `id` that *wait* answered with.
   * @example "wait-1"
   */
  @IsId()
  id: string;
}

export class WaitBody {
  /** @example "TEE-M" */
  @IsId()
  sku: string;

  /**
   * Units to wait for.
   * @example 2
   */
  @IsQuantity()
  quantity: number;

  /**
   * Units to take instead where fewer than `quantity` are available; at most `quantity`. Omit to wait for all of them.
   * @example 1
   */
  @Optional()
  @IsQuantity()
  atLeast?: number;

  /**
   * Who waits, and owns the reservation.
   * @example "customer-7"
   */
  @IsId()
  ownerId: string;

  /**
   * Lifetime of the reservation that the wait becomes, up to 30 days.
   * @example 600
   */
  @IsWhole(1, MAX_TTL_SECONDS)
  holdSeconds: number;

  /**
   * Time to wait at most, up to 30 days.
   * @example 3600
   */
  @IsWhole(1, MAX_TTL_SECONDS)
  waitSeconds: number;

  /** The wait's id, never used before. Omit to have the server make a UUIDv7. */
  @Optional()
  @IsId()
  id?: string;
}

export class Wait {
  /** @example "01980e5c-7a51-7c3e-9d2f-3f6f0a1b2c3d" */
  id: string;
  state: WaitState;
  /** Place in the line of the SKU, 1 for the first; null for a wait that is over. */
  position: number | null;
  /** @example "TEE-M" */
  sku: string;
  /** Units that it waits for. */
  quantity: number;
  /** Units that it takes where fewer are available; null where it waits for all of them. */
  atLeast: number | null;
  /** @example "customer-7" */
  ownerId: string;
  /** Lifetime of the reservation that it becomes. */
  holdSeconds: number;
  /** @example "2026-01-01T00:00:00.000Z" */
  createdAt: string;
  /**
   * Time at which it waits no more.
   * @example "2026-01-01T01:00:00.000Z"
   */
  expiresAt: string;
  /**
   * Time at which it was promoted or cancelled, or its deadline where that passed. Absent while it waits.
   * @example "2026-01-01T00:10:00.000Z"
   */
  endedAt?: string;
  /** The reservation that it became. Absent for a wait that was not promoted. */
  reservationId?: string;
  /** Units that the reservation began with. Absent for a wait that was not promoted. */
  granted?: number;
}

export class WaitPage extends ListPage {
  items: Wait[];
}

/** At most one of sku and ownerId. */
export class WaitQuery extends PageQuery {
  /** SKU of the listed waits; at most one of sku and ownerId may be given. Omit to list all. */
  @Optional()
  @IsId()
  sku?: string;

  /** Owner of the listed waits. Omit to list all. */
  @Optional()
  @IsId()
  ownerId?: string;
}

import { Transform } from 'class-transformer';
import { IsObject } from 'class-validator';
import {
  IsId,
  IsListOf,
  IsOneOf,
  IsQuantity,
  IsWhole,
  ListPage,
  Optional,
  PageQuery,
  StorePath,
} from '../../../platform/http';

export const RESERVATION_STATES = ['active', 'committed', 'cancelled', 'expired'] as const;
export type ReservationState = (typeof RESERVATION_STATES)[number];

export const MAX_TTL_SECONDS = 2_592_000;

export class ReservationPath extends StorePath {
  /**
   * The `id` that *reserve* answered with.
   * @example "reservation-1"
   */
  @IsId()
  id: string;
}

export class Line {
  /** @example "TEE-M" */
  @IsId()
  sku: string;

  /** @example 1 */
  @IsQuantity()
  quantity: number;
}

export class ReservationBody {
  /** 1 to 100 lines; quantities of a repeated SKU add up. */
  @IsListOf(Line, 100)
  lines: Line[];

  /**
   * Time that the units are reserved: up to 30 days. Omit for the default of the store; where it has none, the call is
   * refused.
   * @example 900
   */
  @Optional()
  @IsWhole(1, MAX_TTL_SECONDS)
  ttlSeconds?: number;

  /** The reservation's id, never used before. Omit to have the server make a UUIDv7. */
  @Optional()
  @IsId()
  id?: string;

  /** Owner of the reservation, to list by. Omit for no owner. */
  @Optional()
  @IsId()
  ownerId?: string;

  /** Any JSON object of up to 4096 characters, kept as it is. */
  @Optional()
  @Transform(({ obj }: { obj: { metadata?: unknown } }) => obj.metadata)
  @IsObject()
  metadata?: Record<string, unknown>;
}

export class Reservation {
  /** @example "01980e5c-7a51-7c3e-9d2f-3f6f0a1b2c3d" */
  id: string;
  state: ReservationState;
  /** Units that it keeps back; of one that has ended, those that it ended with. */
  lines: Line[];
  /** Units that became sold, where only a part of the reservation did. Absent where none, or all, did. */
  committed?: Line[];
  /** @example "customer-7" */
  ownerId: string | null;
  /** @example "2026-01-01T00:00:00.000Z" */
  createdAt: string;
  /** @example "2026-01-01T00:15:00.000Z" */
  expiresAt: string;
  /**
   * Time at which the reservation was committed or cancelled, or its deadline where that passed. Absent while it is
   * active, and until the next sweep where its expiry key vanished before its deadline.
   * @example "2026-01-01T00:10:00.000Z"
   */
  endedAt?: string;
  /** Why it was cancelled, where a count ended it: fewer units were on hand than were reserved. Absent otherwise. */
  reason?: 'evicted';
  /**
   * The cart whose units it keeps back. Absent for a reservation that is no cart's.
   * @example "cart-1"
   */
  cartId?: string;
  /**
   * The wait that became it. Absent for a reservation that nobody waited for.
   * @example "wait-1"
   */
  waitId?: string;
  metadata?: Record<string, unknown>;
}

export class ReservationPage extends ListPage {
  items: Reservation[];
}

/** At most one of state, sku and ownerId. */
export class ReservationQuery extends PageQuery {
  /** State of the listed reservations; at most one of state, sku and ownerId may be given. Omit to list all. */
  @Optional()
  @IsOneOf(RESERVATION_STATES)
  state?: ReservationState;

  /** SKU of which the listed reservations have a line. Omit to list all. */
  @Optional()
  @IsId()
  sku?: string;

  /** Owner of the listed reservations. Omit to list all. */
  @Optional()
  @IsId()
  ownerId?: string;
}

import { IsInt, NotEquals } from 'class-validator';
import {
  EitherThisOr,
  IsId,
  IsListOf,
  IsOneOf,
  IsReference,
  IsWhole,
  ListPage,
  MAX_INTEGER,
  Optional,
  StorePath,
} from '../../../platform/http';

export const REASONS = ['received', 'correction', 'damaged', 'lost', 'returned'] as const;
export const EVICTIONS = ['newest', 'oldest'] as const;

export class SkuPath extends StorePath {
  /** @example "TEE-M" */
  @IsId()
  sku: string;
}

export class Stock {
  /** @example "TEE-M" */
  sku: string;
  /**
   * Units in the warehouse.
   * @example 100
   */
  onHand: number;
  /**
   * Units that active reservations keep back.
   * @example 20
   */
  reserved: number;
  /**
   * Units that may be sold: onHand − reserved − safetyStock, and never below 0.
   * @example 80
   */
  available: number;
  /**
   * Units sold: deductions, commits and orders, less reversals and cancellations.
   * @example 5
   */
  sold: number;
  /** Units that are kept for safety, and not sold. Left out where it is 0, but by *setPolicy*. */
  safetyStock?: number;
  /**
   * Number of available units at which few are left, which the journal tells once a crossing. Left out where none is set,
   * but by *setPolicy*.
   */
  lowStock?: number | null;
  /** Reservations that a count ended. Left out where it was not asked to. */
  evicted?: string[];
}

export class PolicyBody {
  /**
   * Units to keep for safety: they are on hand, and are not sold. Omit to keep none.
   * @example 5
   */
  @Optional()
  @IsWhole(0)
  safetyStock?: number;

  /**
   * Number of available units at which few are left: the journal has `inventory.low_stock` where it is reached, and
   * `inventory.back_in_stock` where more are available again. Omit, or give null, to be told neither.
   * @example 10
   */
  @Optional()
  @IsWhole(0)
  lowStock?: number | null;
}

export class StockPage extends ListPage {
  items: Stock[];
  /** SKUs that were asked for and never stocked; there where SKUs were asked for by name. */
  missing?: string[];
}

export class AdjustmentBody {
  /**
   * Units to add (or, negative, to take off). Omit to set the count by `setTo`.
   * @example 100
   */
  @IsInt({ message: 'delta must be a whole number other than 0' })
  @NotEquals(0, { message: 'delta must be a whole number other than 0' })
  @IsWhole(-MAX_INTEGER)
  @EitherThisOr('setTo')
  delta?: number;

  /** New count of units on hand. Omit to change it by `delta`. */
  @Optional()
  @IsWhole(0)
  setTo?: number;

  /** @example "received" */
  @IsOneOf(REASONS)
  reason: (typeof REASONS)[number];

  /** A document of the caller: purchase order, count sheet. Omit to give none. */
  @Optional()
  @IsReference()
  reference?: string;

  /** Units that must be on hand, else the call is refused with STOCK_CHANGED. Omit to accept any number. */
  @Optional()
  @IsWhole(0)
  expectedOnHand?: number;

  /**
   * Ends reservations whole, the newest or the oldest first, until the units of `setTo` cover those that are left; at
   * most 100 in a call. Omit to be refused where fewer units are counted than are reserved.
   */
  @Optional()
  @IsOneOf(EVICTIONS)
  evict?: (typeof EVICTIONS)[number];
}

export class BatchAdjustment extends AdjustmentBody {
  /** @example "TEE-M" */
  @IsId()
  sku: string;
}

export class AdjustmentBatchBody {
  /** 1 to 500 adjustments, each decided on its own, in order. */
  @IsListOf(BatchAdjustment, 500)
  items: BatchAdjustment[];
}

export class BatchResult {
  /**
   * Status that the single call would have had.
   * @example 201
   */
  status: number;
  /** Body that the single call would have had: the result, or the problem. */
  body: Record<string, unknown>;
}

export class BatchResults {
  /** One result per item, in order. */
  results: BatchResult[];
}

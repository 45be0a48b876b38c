import { IsInt, NotEquals } from 'class-validator';
import {
  EitherThisOr,
  IsId,
  IsListOf,
  IsOneOf,
  IsQuantity,
  IsReference,
  IsWhole,
  ListPage,
  MAX_INTEGER,
  Optional,
  StorePath,
} from '../../../platform/http';

export const REASONS = ['received', 'correction', 'damaged', 'lost', 'returned'] as const;

export class SkuPath extends StorePath {
  /** @example "TEE-M" */
  @IsId()
  sku: string;
}

export class DeductionPath extends SkuPath {
  /** The `id` that *deductStock* answered with. */
  @IsId()
  id: string;
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
}

export class PolicyBody {
  /**
   * Units to keep for safety: they are on hand, and are not sold. Omit to keep none.
   * @example 5
   */
  @Optional()
  @IsWhole(0)
  safetyStock?: number;
}

export class StockPage extends ListPage {
  items: Stock[];
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

export class DeductionBody {
  /** @example 1 */
  @IsQuantity()
  quantity: number;

  /** The deduction's id, never used before. Omit to have the server make a UUIDv7. */
  @Optional()
  @IsId()
  id?: string;

  /** A document of the caller. Omit to give none. */
  @Optional()
  @IsReference()
  reference?: string;
}

export class BatchDeduction extends DeductionBody {
  /** @example "TEE-M" */
  @IsId()
  sku: string;
}

export class DeductionBatchBody {
  /** 1 to 500 deductions, each decided on its own, in order. */
  @IsListOf(BatchDeduction, 500)
  items: BatchDeduction[];
}

export class Deduction {
  /** @example "01980e5c-7a51-7c3e-9d2f-3f6f0a1b2c3d" */
  id: string;
  /** @example "TEE-M" */
  sku: string;
  /** @example 1 */
  quantity: number;
  /**
   * Units on hand before.
   * @example 100
   */
  from: number;
  /**
   * Units on hand afterwards.
   * @example 99
   */
  to: number;
  /**
   * Units available afterwards.
   * @example 79
   */
  available: number;
  /** @example "2026-01-01T00:00:00.000Z" */
  createdAt: string;
  /** @example "order 4711" */
  reference?: string;
  /**
   * Time at which its units were given back; absent while they are not.
   * @example "2026-01-02T00:00:00.000Z"
   */
  reversedAt?: string;
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

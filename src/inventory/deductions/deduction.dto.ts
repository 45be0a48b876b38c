import { IsId, IsListOf, IsQuantity, IsReference, Optional } from '../../platform/http';
import { SkuPath } from '../stock/dto/stock.dto';

export class DeductionPath extends SkuPath {
  /**
   * The `id` that *deductStock* answered with.
   * @example "sale-1"
   */
  @IsId()
  id: string;
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

  /** Customer or session that gets the units, by whom campaigns count. Omit for none. */
  @Optional()
  @IsId()
  ownerId?: string;
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

export class ReversalBody {
  /**
   * Units to give back. Omit to give back all that are left.
   * @example 1
   */
  @Optional()
  @IsQuantity()
  quantity?: number;

  /** The id of this reversal, unique within its deduction. Omit to give it none. */
  @Optional()
  @IsId()
  id?: string;
}

export class Deduction {
  /** @example "01980e5c-7a51-7c3e-9d2f-3f6f0a1b2c3d" */
  id: string;
  /** The deduction that a reversal with an id of its own is of. Absent otherwise. */
  deductionId?: string;
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
   * Units that were given back. Absent while none were.
   * @example 1
   */
  reversed?: number;
  /**
   * Time at which units were given back last. Absent while none were.
   * @example "2026-01-02T00:00:00.000Z"
   */
  reversedAt?: string;
}

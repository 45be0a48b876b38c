import { IsId, IsOneOf, IsReference, IsWhole, MAX_INTEGER, Optional } from '../../platform/http';
import { Line } from '../../inventory';
import { CHARGE_TYPES } from '../dto/order.dto';

export class OrderedLine extends Line {
  /**
   * Price of a unit that the caller sets, in minor units. Omit to sell at the list price.
   * @example 1499
   */
  @Optional()
  @IsWhole(0)
  unitPrice?: number;
}

export class PricedSku {
  /** @example "TEE-M" */
  @IsId()
  sku: string;

  /**
   * Price of a unit, in minor units.
   * @example 1499
   */
  @IsWhole(0)
  unitPrice: number;
}

export class ChargeBody {
  @IsOneOf(CHARGE_TYPES)
  type: (typeof CHARGE_TYPES)[number];

  /** A code for people, such as that of a voucher. Omit to give none. */
  @Optional()
  @IsReference()
  code?: string;

  /**
   * Minor units; below zero for what is taken off.
   * @example 499
   */
  @IsWhole(-MAX_INTEGER)
  amount: number;

  /** The SKU that it is for, which the order must have. Omit where it is for the whole order. */
  @Optional()
  @IsId()
  sku?: string;
}

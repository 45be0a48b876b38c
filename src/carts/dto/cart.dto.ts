import { IsBoolean } from 'class-validator';
import { IsId, IsOneOf, IsQuantity, IsWhole, ListPage, Optional, StorePath } from '../../platform/http';
import { MAX_TTL_SECONDS } from '../../inventory';

export const AVAILABILITIES = ['in_stock', 'limited', 'out_of_stock'] as const;
export const MERGE_STRATEGIES = ['sum', 'max', 'keep'] as const;

export class CartPath extends StorePath {
  /** @example "cart-1" */
  @IsId()
  id: string;
}

export class CartLinePath extends CartPath {
  /** @example "TEE-M" */
  @IsId()
  sku: string;
}

export class AddLineBody {
  /** @example "TEE-M" */
  @IsId()
  sku: string;

  /**
   * Units to add to those that the cart has.
   * @example 1
   */
  @IsQuantity()
  quantity: number;
}

export class SetLineBody {
  /**
   * Units that the cart has afterwards; 0 removes the line.
   * @example 2
   */
  @IsWhole(0)
  quantity: number;
}

export class RemovalBody {
  /**
   * Units to take off; the line is removed where the cart has no more than these.
   * @example 1
   */
  @IsQuantity()
  quantity: number;
}

export class MergeBody {
  /**
   * Cart whose lines are moved; it is empty afterwards.
   * @example "guest-1"
   */
  @IsId()
  from: string;

  /**
   * The quantity of a SKU that both carts have: the sum of the two (`sum`), the larger one (`max`), or the one that
   * this cart has (`keep`).
   * @example "sum"
   */
  @IsOneOf(MERGE_STRATEGIES)
  strategy: (typeof MERGE_STRATEGIES)[number];
}

export class HoldBody {
  /**
   * Time that the units are kept back: up to 30 days, and not longer than the cart lives.
   * @example 900
   */
  @IsWhole(1, MAX_TTL_SECONDS)
  ttlSeconds: number;

  /**
   * Whether the cart has the prices of this moment for as long as it is held; a line that is added later has those of
   * its own moment.
   */
  @Optional()
  @IsBoolean()
  freezePrices?: boolean = true;

  /** Owner of the reservation, to list by. Omit for no owner. */
  @Optional()
  @IsId()
  ownerId?: string;
}

/** Units that are kept back for a cart. */
export class CartHold {
  /** The reservation of its units. */
  reservationId: string;
  /** @example "2026-01-01T00:15:00.000Z" */
  expiresAt: string;
  /** Total of the cart while it is held; the same as its `total`. */
  total: number | null;
}

export class LeftLine {
  /** @example "TEE-M" */
  sku: string;
  quantity: number;
}

export class CartLine {
  /** @example "TEE-M" */
  sku: string;
  quantity: number;
  /** Price of a unit in minor units, as it was frozen where it was; null for a SKU without a price. */
  unitPrice: number | null;
  /** quantity × unitPrice; null without a price, or past 9 007 199 254 740 991. */
  lineTotal: number | null;
  /** Units that could be sold to this cart now; those that are kept back for it count. */
  available: number;
  /** `limited` where some are available, but fewer than `quantity`. */
  availability: (typeof AVAILABILITIES)[number];
}

export class Cart {
  /** @example "cart-1" */
  id: string;
  /** Lines in the order in which their SKUs were added. */
  lines: CartLine[];
  /** The sum of all lines, in minor units; null where a line has no lineTotal, or past 9 007 199 254 740 991. */
  total: number | null;
  /** @example "USD" */
  currency: string;
  /** Version of the cart, also in the ETag; 0 for a cart that does not exist, else never used twice. */
  version: number;
  /**
   * Time at which the cart is dropped unless it changes before; null for one that does not exist.
   * @example "2026-01-02T00:00:00.000Z"
   */
  expiresAt: string | null;
  /** Units that are kept back for it. Absent while none are. */
  hold?: CartHold;
  /** Lines that stayed in the other cart of a merge, which this one has no room for. Absent where none did. */
  left?: LeftLine[];
}

export class ListedCartLine {
  /** @example "TEE-M" */
  sku: string;
  quantity: number;
}

export class ListedCart {
  /** @example "cart-1" */
  id: string;
  lines: ListedCartLine[];
  /** Its version, as its ETag has it. */
  version: number;
  /** @example "2026-01-01T00:00:00.000Z" */
  expiresAt: string;
}

export class CartPage extends ListPage {
  items: ListedCart[];
}

import { IsListOf, IsId, IsWhole, ListPage, StorePath } from '../../platform/http';

export class PricePath extends StorePath {
  /** @example "TEE-M" */
  @IsId()
  sku: string;
}

export class PriceBody {
  /**
   * The price of one unit, in minor units of the store's currency; 0 is free.
   * @example 1999
   */
  @IsWhole(0)
  unitPrice: number;
}

export class Price {
  /** @example "TEE-M" */
  sku: string;
  /**
   * Price of one unit, in minor units.
   * @example 1999
   */
  unitPrice: number;
  /** @example "USD" */
  currency: string;
}

export class PriceBatchItem extends PriceBody {
  /** @example "TEE-M" */
  @IsId()
  sku: string;
}

export class PriceBatchBody {
  /** 1 to 500 prices, set in this order. */
  @IsListOf(PriceBatchItem, 500)
  items: PriceBatchItem[];
}

export class PriceResult {
  /**
   * Status that the single call would have had.
   * @example 201
   */
  status: number;
  body: Price;
}

export class PriceResults {
  /** One result per item, in order. */
  results: PriceResult[];
}

export class PricePage extends ListPage {
  items: Price[];
}

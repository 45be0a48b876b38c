import { IsId, IsWhole, ListPage, StorePath } from '../../platform/http';

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

export class PricePage extends ListPage {
  items: Price[];
}

import { IsId, ListPage, StorePath } from '../../platform/http';

export class SalesPath extends StorePath {
  /** @example "TEE-M" */
  @IsId()
  sku: string;
}

export class Sales {
  /** @example "TEE-M" */
  sku: string;
  /** Units sold by orders, commits and deductions, less those of cancellations and reversals. */
  unitsSold: number;
}

export class SalesPage extends ListPage {
  items: Sales[];
}

export class RefusedRow {
  /**
   * Number of the row, from 1; the header is none.
   * @example 2
   */
  row: number;
  /**
   * SKU as the row has it; empty where it has none.
   * @example "MUG"
   */
  sku: string;
  /**
   * Code that the adjustment would have been refused with; VALIDATION_FAILED for a row that is none.
   * @example "INSUFFICIENT_STOCK"
   */
  code: string;
  /** @example "There is not enough to take 5 of MUG (available 0)." */
  detail: string;
}

export class ImportResult {
  /**
   * Rows of the file.
   * @example 2
   */
  rows: number;
  /**
   * Rows that took effect.
   * @example 1
   */
  applied: number;
  /** The first 1 000 rows that were refused, in order. */
  refused: RefusedRow[];
}

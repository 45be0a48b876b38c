import { intact } from './read-record';

export interface PackedLine {
  sku: string;
  quantity: number;
  /** Set for the lines of an order. */
  unitPrice?: number;
}

const LINE = /^[^\s*]+\*\d{1,16}(\*\d{1,16})?$/;

/** Reads lines as lua/inventory/parts/line-list.lua and lua/orders/parts/order-records.lua pack them; "-" stands for none. */
export function unpackLines(packed: string): PackedLine[] {
  if (packed === '-') return [];
  return packed.split(',').map((line) => {
    intact(LINE.test(line));
    const [sku, quantity, unitPrice] = line.split('*') as [string, string, string?];
    return { sku, quantity: Number(quantity), ...(unitPrice ? { unitPrice: Number(unitPrice) } : {}) };
  });
}

/** The text of lines, as scripts write it. */
export function packLines(lines: readonly PackedLine[]): string {
  return lines
    .map(({ sku, quantity, unitPrice }) =>
      [sku, quantity, ...(unitPrice === undefined ? [] : [unitPrice])].join('*'),
    )
    .join(',');
}

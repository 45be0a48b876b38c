import { Problem, problemKind, Refusals } from '../platform/http';
import { inventoryRefusals, SaleRefusal, saleRefusals } from '../inventory';

export const PRICE_NOT_FOUND = problemKind(
  'PRICE_NOT_FOUND',
  404,
  'The SKU has no price',
  'Set one with `PUT /v1/stores/{store}/prices/{sku}`, or correct the SKU.',
  { sku: 'TEE-M' },
);
export const LINE_NOT_FOUND = problemKind(
  'LINE_NOT_FOUND',
  404,
  'The cart has no line of this SKU',
  'Read the cart again; the line was removed, or the cart has expired.',
  { id: 'ann', sku: 'TEE-M' },
);
export const CART_FULL = problemKind(
  'CART_FULL',
  409,
  'The cart would have too many lines',
  'A cart has at most `maxLines` lines: remove one, or use another cart.',
  { maxLines: 100 },
);

export const CART_EMPTY = problemKind(
  'CART_EMPTY',
  409,
  'The cart has no lines',
  'It was checked out or cleared already, or has expired; a retry must carry the same idempotency key.',
  { id: 'ann' },
);
export type PriceRefusal = 'PRICE_NOT_FOUND';

export const priceRefusals: Refusals<PriceRefusal> = {
  PRICE_NOT_FOUND: ([sku]) => new Problem(PRICE_NOT_FOUND, `${sku} has no price.`, { sku }),
};

export type CartRefusal =
  'LINE_NOT_FOUND' | 'CART_FULL' | 'CART_EMPTY' | 'SKU_NOT_FOUND' | 'INSUFFICIENT_STOCK' | SaleRefusal;

export const cartRefusals: Refusals<CartRefusal> = {
  ...saleRefusals,
  LINE_NOT_FOUND: ([id, sku]) =>
    new Problem(LINE_NOT_FOUND, `The cart ${id} has no line of ${sku}.`, { id, sku }),
  CART_FULL: ([maxLines]) =>
    new Problem(CART_FULL, `A cart has at most ${maxLines} lines.`, { maxLines: Number(maxLines) }),
  CART_EMPTY: ([id]) => new Problem(CART_EMPTY, `The cart ${id} has no lines.`, { id }),
  SKU_NOT_FOUND: inventoryRefusals.SKU_NOT_FOUND,
  INSUFFICIENT_STOCK: inventoryRefusals.INSUFFICIENT_STOCK,
};

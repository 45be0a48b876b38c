import { FieldError, invalid } from '../../platform/http';
import { ChargeBody, OrderedLine, PricedSku } from './pricing.dto';

/** Prices and charges of a new order as the scripts take them; lua/orders/parts/pricing.lua reads the texts. */
export interface NewPricing {
  unpriced: boolean;
  /** As JSON text, which the order keeps. */
  charges?: string;
  charges_text?: string;
  prices_text?: string;
  expected_lines_text?: string;
}

/** Prices and charges in a body; those of the caller come on its lines or in a list. */
export interface PricingBody {
  priced?: boolean;
  lines?: OrderedLine[];
  prices?: PricedSku[];
  charges?: ChargeBody[];
  expectedLines?: PricedSku[];
}

export function pricingOf({ priced = true, lines, prices, charges, expectedLines }: PricingBody): NewPricing {
  requireOnePrice('/lines', lines ?? []);
  requireOnePrice('/prices', prices ?? []);
  requireOnePrice('/expectedLines', expectedLines ?? []);
  const own = [...(prices ?? []), ...(lines ?? []).filter(isPriced)];
  return {
    unpriced: !priced,
    ...(charges?.length
      ? { charges: JSON.stringify(charges.map(toCharge)), charges_text: textOf(charges) }
      : {}),
    prices_text: packed(own),
    expected_lines_text: packed(expectedLines ?? []),
  };
}

/** Whether a caller brings prices. */
export function bringsPrices({ lines, prices }: PricingBody): boolean {
  return prices !== undefined || (lines ?? []).some(isPriced);
}

function isPriced(line: OrderedLine): line is OrderedLine & PricedSku {
  return line.unitPrice !== undefined;
}

/** Refuses two prices of one SKU, of which one may be that of the list. */
function requireOnePrice(pointer: string, items: readonly OrderedLine[] | readonly PricedSku[]): void {
  const first = new Map<string, number | undefined>();
  const errors: FieldError[] = [];
  items.forEach(({ sku, unitPrice }, i) => {
    if (!first.has(sku)) first.set(sku, unitPrice);
    else if (first.get(sku) !== unitPrice) {
      errors.push({ pointer: `${pointer}/${i}/unitPrice`, detail: `${sku} can have one price only` });
    }
  });
  if (errors.length > 0) throw invalid(errors);
}

function packed(items: readonly PricedSku[]): string | undefined {
  const prices = new Map(items.map(({ sku, unitPrice }) => [sku, unitPrice]));
  return prices.size === 0 ? undefined : [...prices].map(([sku, price]) => `${sku}*${price}`).join(',');
}

/** A charge with its members in the order of the document. */
function toCharge({ type, code, amount, sku }: ChargeBody): ChargeBody {
  return { type, code, amount, sku };
}

function textOf(charges: readonly ChargeBody[]): string {
  return charges.map(({ amount, sku = '-' }) => `${amount}*${sku}`).join(',');
}

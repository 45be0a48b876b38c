import { minorDigits } from './minor-digits';

const plain = new Intl.NumberFormat('en');

/** Digits of the minor unit: 2 for USD, 0 for JPY; 0 for a unit that is no currency. */
export function digitsOf(asset: string): number {
  return CURRENCIES.has(asset) ? minorDigits(asset) : 0;
}

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
const currency = (asset: string): Intl.NumberFormat => {
  const digits = minorDigits(asset);
  const shown = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat('en', { style: 'currency', currency: asset, ...shown });
};

/** The decimal form of an amount in minor units, exact to the last digit. */
export function decimalOf(minor: number, digits: number): string {
  const text = String(BigInt(Math.abs(minor))).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${minor < 0 ? '-' : ''}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ''}`;
}

/** As people read it: `$1,234.50`, or `1,234 POINTS` for a unit that is no currency. */
export function money(minor: number, asset: string): string {
  if (!CURRENCIES.has(asset)) return `${plain.format(minor)} ${asset}`;
  // As text, which is formatted exactly; a number would be rounded to a double.
  const decimal = decimalOf(minor, digitsOf(asset)) as Intl.StringNumericLiteral;
  return currency(asset).format(decimal);
}

/** Minor units of an amount as it was typed; undefined where it is none, or finer than the unit. */
export function minorOf(typed: string, asset: string): number | undefined {
  const digits = digitsOf(asset);
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(typed.trim().replaceAll(',', ''));
  const fraction = found?.[3] ?? '';
  if (!found || fraction.length > digits) return undefined;
  const minor = Number(BigInt(found[2]! + fraction.padEnd(digits, '0')));
  return Number.isSafeInteger(minor) ? (found[1] ? -minor : minor) : undefined;
}

export const count = (n: number): string => plain.format(n);

/** With its sign, for changes. */
export const signed = (n: number): string => (n > 0 ? `+${plain.format(n)}` : plain.format(n));

/** Whether a number of valid JSON is the very one that comes back when it is read and written again. */
export function isExact(literal: string): boolean {
  const number = Number(literal);
  if (!Number.isFinite(number)) return false;
  const written = decimalOf(literal);
  const read = decimalOf(String(number));
  return written.digits === read.digits && written.exponent === read.exponent;
}

/** A decimal without its sign, which no number loses: `digits` times ten to the `exponent`. */
interface Decimal {
  /** Without zeros at either end, so that each decimal is written in one way; '' for zero. */
  digits: string;
  exponent: number;
}

const ZERO = 0x30;

/** Takes time in proportion to the literal's length; an exponent is only read, never counted out. */
function decimalOf(literal: string): Decimal {
  const [, whole, fraction = '', exponent = '0'] = LITERAL.exec(literal)!;
  const digits = `${whole}${fraction}`;
  let [start, end] = [0, digits.length];
  while (start < end && digits.charCodeAt(start) === ZERO) start++;
  if (start === end) return { digits: '', exponent: 0 };
  while (digits.charCodeAt(end - 1) === ZERO) end--;
  return {
    digits: digits.slice(start, end),
    exponent: Number(exponent) - fraction.length + digits.length - end,
  };
}

const LITERAL = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** The middle one; of an even number, the mean of the two in the middle. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The value below which this share (0 … 1) of all lies. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

/** `12 345`: digits that a number has no use for are left out (`9.37`, `93.7`, `937`). */
export function number(value: number): string {
  const decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toFixed(decimals).replace(/\B(?=(\d{3})+$)/g, ' ');
}

/** The lowest and the highest: `9.10–9.80`. */
export function spread(values: number[]): string {
  return `${number(Math.min(...values))}–${number(Math.max(...values))}`;
}

/** Cell of a table for several rounds: `9.37 (9.10–9.80)`. */
export function medianAndSpread(values: number[]): string {
  return `${number(median(values))} (${spread(values)})`;
}

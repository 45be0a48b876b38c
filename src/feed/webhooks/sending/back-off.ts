const FIRST_MS = 5_000;
const MOST_MS = 3_600_000;

/** Wait before the attempt after this many have failed: twice as long each time, of which a part is left to chance. */
export function backOffMs(failed: number, chance = Math.random()): number {
  const most = Math.min(FIRST_MS * 2 ** (failed - 1), MOST_MS);
  return Math.round(most * (0.5 + chance / 2));
}

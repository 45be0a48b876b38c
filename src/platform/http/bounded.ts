const MAX_ITEMS = 100;
const MAX_BYTES = 40_000;

/** The first of what is the matter with a request: at most 100 items and 40 kB of JSON, however much there is. */
export function bounded<T>(items: readonly T[]): T[] {
  const told: T[] = [];
  let bytes = 0;
  for (const item of items) {
    bytes += Buffer.byteLength(JSON.stringify(item)) + 1;
    if (told.length === MAX_ITEMS || bytes > MAX_BYTES) break;
    told.push(item);
  }
  return told;
}

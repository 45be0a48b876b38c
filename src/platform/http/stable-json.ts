import { configure } from 'safe-stable-stringify';

/** The JSON of a body with the members of every object in one order; empty where there is no body. */
export function stableJson(body: unknown): string {
  return stringify(body) ?? '';
}

const stringify = configure({ deterministic: inOrder });

/**
 * Recorded fingerprints have the order that an object itself gives its members: first the names that are indices of an
 * array, by number, then the others by code unit. The library by itself knows code units only, under which
 * `{"9":0,"10":0}` becomes another text and the replay of an old call a conflict: docs/adr/0015-stable-json.md.
 */
function inOrder(a: string, b: string): number {
  const [first, second] = [indexIn(a), indexIn(b)];
  if (first !== second) return first - second;
  return a < b ? -1 : 1;
}

const NO_INDEX = 2 ** 32 - 1;

/** The index that a name is; the highest of all where it is none. */
function indexIn(name: string): number {
  return /^(?:0|[1-9]\d{0,9})$/.test(name) ? Math.min(Number(name), NO_INDEX) : NO_INDEX;
}

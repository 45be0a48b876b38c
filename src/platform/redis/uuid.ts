import { randomUUID } from 'node:crypto';

let stampedMs = -1;
let beginning = '';
let counter = 0;

const V7 = /^([\da-f]{8})-([\da-f]{4})-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i;

/** The time that a UUIDv7 names, in milliseconds since 1970; undefined for any other id. Lua: kernel/uuid-time.lua. */
export function uuidv7Ms(id: string): number | undefined {
  const [, high, low] = V7.exec(id) ?? [];
  return high === undefined ? undefined : parseInt(high + low!, 16);
}

/**
 * A UUIDv7 (RFC 9562, 5.7): 48 bits of time, then 74 bits that are drawn once in a millisecond and counted up from there
 * (6.2, method 2). Sorts by time, which index pages like, and in the order in which one process made them.
 */
export function uuidv7(): string {
  const nowMs = Date.now();
  if (nowMs !== stampedMs) {
    const time = nowMs.toString(16).padStart(12, '0');
    // All of a UUIDv4 behind its version is random, or the variant. The counter's highest bit is left for counting.
    const random = randomUUID();
    beginning = `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(15, 30)}`;
    counter = parseInt(random.slice(30), 16) >>> 1;
    stampedMs = nowMs;
  }
  return beginning + (0x1000000 + counter++).toString(16).slice(1);
}

import { randomUUID } from 'node:crypto';

let stampedMs = -1;
let stamp = '';

/** A UUIDv7 (RFC 9562, 5.7): 48 bits of time, then 74 random bits. Sorts by time, which index pages like. */
export function uuidv7(): string {
  const nowMs = Date.now();
  if (nowMs !== stampedMs) {
    const time = nowMs.toString(16).padStart(12, '0');
    stamp = `${time.slice(0, 8)}-${time.slice(8)}-7`;
    stampedMs = nowMs;
  }
  // All of a UUIDv4 behind its version is random, or the variant; Node draws its bits ahead, for many at a time.
  return stamp + randomUUID().slice(15);
}

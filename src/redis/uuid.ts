import { randomUUID } from 'node:crypto';

/** A UUIDv7 (RFC 9562, 5.7): 48 bits of time, then 74 random bits. Sorts by time, which index pages like. */
export function uuidv7(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  // All of a UUIDv4 behind its version is random, or the variant; Node draws its bits ahead, for many at a time.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

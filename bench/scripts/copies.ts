import { Redis } from 'ioredis';
import { storeKey } from '../../src/platform/redis/keys';

const PAGE = 1_000;

async function* keysLike(redis: Redis, match: string): AsyncGenerator<string[]> {
  const stream = redis.scanStream({ match, count: PAGE });
  for await (const keys of stream) yield keys as string[];
}

/** Pattern of all keys of a store, and of those whose names begin with its name. */
const ofStore = (store: string): string => `*{${store}[-}]*`;

/** The name stands in every key in braces, which make a store one slot. All names here have one length. */
export function inStore(text: string, from: string, to: string): string {
  return text.replaceAll(`{${from}`, `{${to}`);
}

/** Stores that are equal to the last byte, deadlines and times of creation included. */
export async function copyStore(redis: Redis, from: string, to: string[]): Promise<void> {
  const found = new Set<string>();
  for await (const keys of keysLike(redis, ofStore(from))) keys.forEach((key) => found.add(key));
  for (const store of to)
    await Promise.all([...found].map((key) => redis.copy(key, inStore(key, from, store))));
}

export function dropStore(redis: Redis, store: string): Promise<void> {
  return drop(redis, ofStore(store));
}

/** Drops the records of what filled a store: nobody asks for them, and there is a key of each to be copied. */
export function forgetOperations(redis: Redis, store: string): Promise<void> {
  return drop(redis, storeKey(store, 'operation', '*'));
}

/** At once and not in the background, where it would run beside what is measured next. */
async function drop(redis: Redis, match: string): Promise<void> {
  for await (const keys of keysLike(redis, match)) if (keys.length > 0) await redis.del(keys);
}

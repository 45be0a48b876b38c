import { Redis } from 'ioredis';

const KEY = 'test:clock';
const READS = "local time = redis.call('TIME')";
const MOVED = `local moved = redis.call('GET', '${KEY}') + 0
	local time = { math.floor(moved / 1000), moved % 1000 * 1000 }`;

/**
 * Has all scripts of a service that was started read the time from a key, which tells it in milliseconds, and so lets
 * tests set it: no Redis can be told the time, and all that they know of it stands in one line. Records that Redis
 * itself lets lapse (those of idempotency) go by its own clock as before.
 */
export async function moveClock(redis: Redis, ms: number): Promise<(ms: number) => Promise<void>> {
  const set = async (to: number): Promise<void> => void (await redis.set(KEY, to));
  await set(ms);
  const [library] = (await redis.function('LIST', 'WITHCODE')) as string[][];
  const code = library![library!.indexOf('library_code') + 1]!;
  if (code.split(READS).length !== 2) throw new Error('The scripts do not ask for the time in one place.');
  await redis.function('LOAD', 'REPLACE', code.replace(READS, MOVED));
  return set;
}

import { Redis } from 'ioredis';

/**
 * How many µs Redis' one thread was busy with these commands while `work` ran them, by INFO commandstats: with what a
 * script calls, without reading and replying.
 */
export async function microsOf(
  redis: Redis,
  commands: Buffer[][],
  work: () => Promise<unknown>,
): Promise<number> {
  const names = new Set(commands.map(([name]) => name!.toString().toLowerCase()));
  await redis.config('RESETSTAT');
  await work();
  const stats = await redis.info('commandstats');
  const found = [...stats.matchAll(/^cmdstat_([^:|]+)[^:]*:calls=\d+,usec=(\d+)/gm)];
  return found.reduce((total, [, name, usec]) => total + (names.has(name!) ? Number(usec) : 0), 0);
}

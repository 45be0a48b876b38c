import { Redis } from 'ioredis';

/** Every key with its value and its deadline, so that two moments can be compared. */
export async function snapshot(redis: Redis): Promise<Record<string, string>> {
  const keys = (await redis.keys('*')).sort();
  const entries = keys.map(async (key) => {
    const [value, expiresAtMs] = await Promise.all([redis.dumpBuffer(key), redis.pexpiretime(key)]);
    return [key, `${value!.toString('base64')} until ${expiresAtMs}`];
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<string, string>;
}

import { Redis } from 'ioredis';

type Snapshot = Record<string, string>;

/** Every key with its value and its deadline, so that two moments can be compared. */
export async function snapshot(redis: Redis): Promise<Snapshot> {
  const keys = (await redis.keys('*')).sort();
  const entries = keys.map(async (key) => {
    const [value, expiresAtMs] = await Promise.all([redis.dumpBuffer(key), redis.pexpiretime(key)]);
    return [key, `${value.toString('base64')} until ${expiresAtMs}`];
  });
  return Object.fromEntries(await Promise.all(entries)) as Snapshot;
}

/** The keys that came, went or changed since. */
export async function changedSince(before: Snapshot, redis: Redis): Promise<string[]> {
  const after = await snapshot(redis);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => before[key] !== after[key],
  );
}

/** What the work comes to, provided that it leaves every key as it was. */
export async function withoutChange<T>(redis: Redis, work: () => Promise<T>): Promise<T> {
  const before = await snapshot(redis);
  const result = await work();
  expect(await changedSince(before, redis)).toEqual([]);
  return result;
}

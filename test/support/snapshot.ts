import { Redis } from 'ioredis';

/** By key. A key without a deadline has -1. */
type Snapshot = Map<string, { value: string; expiresAtMs: number }>;

/** Every key with its value and its deadline, so that two moments can be compared. */
export async function snapshot(redis: Redis): Promise<Snapshot> {
  const keys = (await redis.keys('*')).sort();
  const entries = keys.map(async (key) => {
    const [value, expiresAtMs] = await Promise.all([valueOf(redis, key), redis.pexpiretime(key)]);
    return [key, { value, expiresAtMs }] as const;
  });
  return new Map((await Promise.all(entries)).filter(([, { value }]) => value !== ''));
}

/**
 * The value of a key as text; empty where the key came to its deadline since it was listed. That of a hash is its fields
 * in order: Redis moves a growing one to a larger table bit by bit, also when it is read, and dumps it in another order
 * then.
 */
async function valueOf(redis: Redis, key: string): Promise<string> {
  if ((await redis.type(key)) !== 'hash') {
    const dump = (await redis.dumpBuffer(key)) as Buffer | null;
    return dump?.toString('base64') ?? '';
  }
  const fields = Object.entries(await redis.hgetallBuffer(key));
  return fields
    .map(([field, value]) => `${field}=${value.toString('base64')}`)
    .sort()
    .join();
}

/** The keys that came, went or changed since; one that has gone at its deadline was changed by nobody. */
export async function changedSince(before: Snapshot, redis: Redis): Promise<string[]> {
  const after = await snapshot(redis);
  const [seconds, micros] = (await redis.time()).map(Number) as [number, number];
  const nowMs = seconds * 1000 + micros / 1000;
  return [...new Set([...before.keys(), ...after.keys()])].filter((key) => {
    const [was, is] = [before.get(key), after.get(key)];
    const hasExpired = !is && was!.expiresAtMs >= 0 && was!.expiresAtMs <= nowMs;
    return !hasExpired && (was?.value !== is?.value || was?.expiresAtMs !== is?.expiresAtMs);
  });
}

/** Result of the work, provided that it leaves every key as it was. */
export async function withoutChange<T>(redis: Redis, work: () => Promise<T>): Promise<T> {
  const before = await snapshot(redis);
  const result = await work();
  expect(await changedSince(before, redis)).toEqual([]);
  return result;
}

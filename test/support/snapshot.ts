import { Redis } from 'ioredis';

type Snapshot = Record<string, string>;

/** Every key with its value and its deadline, so that two moments can be compared. */
export async function snapshot(redis: Redis): Promise<Snapshot> {
  const keys = (await redis.keys('*')).sort();
  const entries = keys.map(async (key) => {
    const [value, expiresAtMs] = await Promise.all([redis.dumpBuffer(key), redis.pexpiretime(key)]);
    return [key, `${value!.toString('base64')} until ${expiresAtMs}`];
  });
  return Object.fromEntries(await Promise.all(entries)) as Snapshot;
}

/** The keys that came, went or changed between two snapshots. */
export function changedKeys(before: Snapshot, after: Snapshot): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => before[key] !== after[key],
  );
}

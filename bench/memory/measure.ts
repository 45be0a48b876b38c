import { Redis } from 'ioredis';
import { KeyName, storeKey } from '../../src/platform/redis/keys';
import { sleep } from '../../test/support/time';
import { each, succeed } from '../support/calls';
import { ServiceScripts } from '../support/service-scripts';
import { Kind } from './kinds';
import { usedMemory } from '../support/used-memory';

const STORE = 'main';

/** Bytes of each thing. */
export interface Weight {
  inAll: number;
  operation: number;
  journal: number;
  /** The parts that histories of SKUs and accounts keep. */
  movements: number;
  entries: number;
  /** Its own record, the indexes that list it, its expiry key. */
  itself: number;
}

/** Memory that Redis gains by so many, and the part of it that goes with each share. */
export async function weigh(
  scripts: ServiceScripts,
  redis: Redis,
  kind: Kind,
  count: number,
): Promise<Weight> {
  await redis.flushdb();
  await succeed(scripts.stores.create(scripts.operation(), STORE, { currency: 'USD', timeZone: 'UTC' }));
  await kind.before?.(scripts, STORE);
  const empty = await usedBytes(redis);
  await each(count, async () => void (await kind.make(scripts, STORE)));
  let before = await usedBytes(redis);
  const inAll = before - empty;
  const without = async (remove: Promise<unknown>): Promise<number> => {
    await remove;
    const after = await usedBytes(redis);
    const gone = before - after;
    before = after;
    return Math.round(gone / count);
  };
  const shares = {
    operation: await without(removeAll(redis, storeKey(STORE, 'operation', '*'))),
    journal: await without(redis.del(key('journal'))),
    movements: await without(redis.del(key('movements'))),
    entries: await without(redis.del(key('entries'))),
  };
  return { inAll: Math.round(inAll / count), ...shares, itself: Math.round((before - empty) / count) };
}

const key = (name: KeyName): string => storeKey(STORE, name);

/** After Redis has had the time to shrink what it holds for keys that are gone. */
async function usedBytes(redis: Redis): Promise<number> {
  await sleep(1_500);
  return usedMemory(redis);
}

async function removeAll(redis: Redis, pattern: string): Promise<void> {
  const stream = redis.scanStream({ match: pattern, count: 1_000 });
  for await (const keys of stream) if ((keys as string[]).length > 0) await redis.del(keys as string[]);
}

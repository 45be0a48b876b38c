import { Redis } from 'ioredis';

/** Bytes that Redis has allocated. */
export async function usedMemory(redis: Redis): Promise<number> {
  return Number(/used_memory:(\d+)/.exec(await redis.info('memory'))![1]);
}

import { Redis } from 'ioredis';

export interface Effect {
  type: string;
  data: Record<string, unknown>;
}

/** Every effect that the stream holds, as lua/kernel/journal.lua writes them. */
export async function effectsIn(redis: Redis, key: string): Promise<Effect[]> {
  const entries = await redis.xrange(key, '-', '+');
  return entries.flatMap(([, [, , ...fields]]) =>
    Array.from({ length: fields.length / 2 }, (_, i) => ({
      type: fields[2 * i]!,
      data: JSON.parse(fields[2 * i + 1]!) as Effect['data'],
    })),
  );
}

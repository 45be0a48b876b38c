import { Redis } from 'ioredis';

export interface Effect {
  type: string;
  data: Record<string, unknown>;
}

/** Effects that the stream holds, or those of its first entries, as lua/kernel/journal.lua writes them. */
export async function effectsIn(redis: Redis, key: string, most = Infinity): Promise<Effect[]> {
  const entries = await (most === Infinity
    ? redis.xrange(key, '-', '+')
    : redis.xrange(key, '-', '+', 'COUNT', most));
  return entries.flatMap(([, [, , ...fields]]) =>
    Array.from({ length: fields.length / 2 }, (_, i) => ({
      type: fields[2 * i]!,
      data: JSON.parse(fields[2 * i + 1]!) as Effect['data'],
    })),
  );
}

import { Inject, Injectable } from '@nestjs/common';
import { REDIS, RedisConnection } from '../../redis';

/** More than enough for a master that has one of some hundred slots. */
const MOST_TRIED = 2_000;

/** Keys that are written to see whether a master takes writes: one of its own slots for each. */
@Injectable()
export class ProbeKeys {
  private readonly found = new Map<string, string>();

  constructor(@Inject(REDIS) private readonly redis: RedisConnection) {}

  /** Undefined for a master with so few slots that none of them is found. */
  keyOf(master: string): string | undefined {
    const known = this.found.get(master);
    // A slot may have been moved since.
    if (known !== undefined && this.redis.ownerOf(known) === master) return known;
    this.found.delete(master);
    for (let i = 0; i < MOST_TRIED; i++) {
      const key = i === 0 ? 'ch:ready' : `ch:ready:${i}`;
      if (this.redis.ownerOf(key) !== master) continue;
      this.found.set(master, key);
      return key;
    }
    return undefined;
  }
}

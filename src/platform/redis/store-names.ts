import { Inject, Injectable } from '@nestjs/common';
import { ask } from './ask';
import { storeKey, STORES_KEY } from './keys';
import { keyPrefixOf, REDIS, RedisConnection } from './redis-connection';
import { StoreCorruptedError, StoreUnavailableError } from './redis-errors';
import { uuidv7 } from './uuid';

/** Sorts before every character of a name, so that notes of a name stand right behind it. */
const NOTE = ' ';
const AFTER_NOTES = '!';

/**
 * The set of the names of all stores, which no store's slot can hold: what is done to it and to a store cannot be one
 * script. So that no store exists unseen, a note stands in the set before the store is made: the name, and an id of that
 * one attempt. It becomes the name when the store is there. An attempt that was refused takes back its own note and no
 * other; one of which nothing is known leaves it, and the next one that goes well clears it away.
 */
@Injectable()
export class StoreNames {
  constructor(@Inject(REDIS) private readonly redis: RedisConnection) {}

  /** Runs `make`, which makes or finds a store, or fails with a StoreUnavailableError. */
  async making<T>(store: string, make: () => Promise<T>): Promise<T> {
    if (await this.has(store).catch(withoutEffect)) return make();
    const note = `${store}${NOTE}${uuidv7()}`;
    await this.add(note).catch(withoutEffect);
    try {
      const made = await make();
      // The note tells of the store as well as its name does.
      await this.replaceNotes(store).catch(() => undefined);
      return made;
    } catch (error) {
      const nothingRan = error instanceof StoreUnavailableError && !error.sent;
      if (nothingRan) await this.remove(note).catch(() => undefined);
      throw error;
    }
  }

  /** Names in byte order, `more` where others follow; a name may be noted whose store was never made. */
  async list(after: string, limit: number): Promise<{ names: string[]; more: boolean }> {
    const from = after === '' ? '-' : `(${after}${AFTER_NOTES}`;
    const members = await this.ask('ZRANGEBYLEX', ({ client }) =>
      client.zrangebylex(STORES_KEY, from, '+', 'LIMIT', 0, limit + 1),
    );
    const names = [...new Set(members.slice(0, limit).map((member) => member.split(NOTE)[0]!))];
    return { names, more: members.length > limit };
  }

  /** Name of the master that has a store, as the client last heard. */
  masterOf(store: string): string {
    return this.redis.ownerOf(storeKey(store, 'store'));
  }

  private async has(store: string): Promise<boolean> {
    const score = await this.ask('ZSCORE', ({ client }) => client.zscore(STORES_KEY, store));
    return score !== null;
  }

  private add(member: string): Promise<number> {
    return this.ask('ZADD', ({ client }) => client.zadd(STORES_KEY, 0, member));
  }

  private remove(member: string): Promise<number> {
    return this.ask('ZREM', ({ client }) => client.zrem(STORES_KEY, member));
  }

  /** First the name, then the notes: in between both are there, and never none. */
  private async replaceNotes(store: string): Promise<void> {
    await this.add(store);
    await this.ask('ZREMRANGEBYLEX', ({ client }) =>
      client.zremrangebylex(STORES_KEY, `[${store}${NOTE}`, `(${store}${AFTER_NOTES}`),
    );
  }

  private ask<T>(command: string, question: (redis: RedisConnection) => Promise<T>): Promise<T> {
    return ask(this.redis, command, () => question(this.redis)).catch((error: Error) => {
      if (!(error instanceof StoreCorruptedError)) throw error;
      const prefix = keyPrefixOf(this.redis);
      throw new StoreCorruptedError(`${error.message}: ${prefix}${STORES_KEY}`, { key: STORES_KEY }, prefix);
    });
  }
}

/** A question asked before the store is made has no effect of the call; at most a note is left. */
function withoutEffect(error: Error): never {
  if (!(error instanceof StoreUnavailableError)) throw error;
  throw new StoreUnavailableError(error.reason, false, error.why);
}

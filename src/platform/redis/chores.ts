import { setTimeout as sleep } from 'node:timers/promises';
import { BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { failureLine } from './failure-line';
import { REDIS, RedisConnection } from './redis-connection';
import { StoreUnavailableError } from './redis-errors';
import { RedisStartError } from './when-usable';

/** Something that must be done once, and is not yet. */
export interface UndoneChore {
  name: string;
  fault: string;
}

interface Chore {
  name: string;
  work: () => Promise<void>;
  store?: string;
}

const SOON_MS = 100;
const LATER_MS = 1_000;

/**
 * Chores of the start in Redis. The start waits for a lost connection within its time; a chore that Redis refuses for
 * now (it is full, read-only, busy) must not keep the service from serving what it can, and is done as soon as it can be.
 */
@Injectable()
export class Chores implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Redis');
  private readonly faults = new Map<string, string>();
  private readonly closing = new AbortController();

  constructor(@Inject(REDIS) private readonly redis: RedisConnection) {}

  get undone(): UndoneChore[] {
    return [...this.faults].map(([name, fault]) => ({ name, fault }));
  }

  /**
   * `work` may be done again at any time; `store` is the one that it is for. Fails where it fails for another reason than
   * the state of Redis.
   */
  async begin(name: string, work: () => Promise<void>, store?: string): Promise<void> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof StoreUnavailableError) || error.why === 'denied') throw error;
        if (error.why === 'refusing' || performance.now() > this.redis.startBy) {
          return void this.finish({ name, work, store }, error);
        }
      }
      await sleep(SOON_MS);
    }
  }

  beforeApplicationShutdown(): void {
    this.closing.abort();
  }

  /** In the background. The log says each reason once, for it may last. */
  private async finish({ name, work, store }: Chore, first: Error): Promise<void> {
    const { signal } = this.closing;
    this.putOff(name, first, store);
    while (!signal.aborted) {
      await sleep(LATER_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        await work();
        this.faults.delete(name);
        this.logger.warn(`${name} is done`);
        return;
      } catch (error) {
        this.putOff(name, error as Error, store);
        if (error instanceof RedisStartError) return endProcess(error);
      }
    }
  }

  private putOff(name: string, failure: Error, store?: string): void {
    if (this.faults.get(name) === failure.message) return;
    this.faults.set(name, failure.message);
    const line = failureLine(failure, store);
    this.logger.warn({ ...line, msg: `${name} is put off: ${line.msg}` });
  }
}

/** A Redis that this service must not work on is found out too late to refuse the start: it ends, in order. */
function endProcess(error: RedisStartError): void {
  setImmediate(() => {
    throw error;
  });
}

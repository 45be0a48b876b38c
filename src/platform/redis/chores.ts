import { setTimeout as sleep } from 'node:timers/promises';
import { BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { Cluster } from 'ioredis';
import { failureLine } from './failure-line';
import { REDIS, RedisConnection } from './redis-connection';
import { StoreUnavailableError } from './redis-errors';
import { endProcess, RedisStartError } from './redis-start-error';

/** Something that must be done once, and is not yet. */
export interface UndoneChore {
  name: string;
  fault: string;
  /** It waits for a master of a cluster that is away. */
  isAway: boolean;
}

interface Chore {
  name: string;
  work: () => Promise<void>;
  store?: string;
}

const SOON_MS = 100;
const LATER_MS = 1_000;
const PATIENCE_MS = 2_000;

/**
 * Chores of the start in Redis. The start waits for a lost connection within its time; a chore that Redis refuses for
 * now (it is full, read-only, busy) must not keep the service from serving what it can, and is done as soon as it can be.
 */
@Injectable()
export class Chores implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Redis');
  private readonly faults = new Map<string, Omit<UndoneChore, 'name'>>();
  private readonly closing = new AbortController();

  constructor(@Inject(REDIS) private readonly redis: RedisConnection) {}

  get undone(): UndoneChore[] {
    return [...this.faults].map(([name, chore]) => ({ name, ...chore }));
  }

  /**
   * `work` may be done again at any time; `store` is the one that it is for. Fails where it fails for another reason than
   * the state of Redis. A master of a cluster that is away is not waited for: the others can be used.
   */
  async begin(name: string, work: () => Promise<void>, store?: string): Promise<void> {
    for (;;) {
      try {
        return await this.inTime(work());
      } catch (error) {
        if (!(error instanceof StoreUnavailableError) || error.why === 'denied') throw error;
        if (error.why === 'refusing' || this.isMasterAway || performance.now() > this.redis.startBy) {
          return void this.finish({ name, work, store }, error);
        }
      }
      await sleep(SOON_MS);
    }
  }

  beforeApplicationShutdown(): void {
    this.closing.abort();
  }

  private get isMasterAway(): boolean {
    const { client } = this.redis;
    return client instanceof Cluster && this.redis.owners().some(({ node }) => node?.status !== 'ready');
  }

  /** Fails where it takes long since a master is away; the work goes on all the same. */
  private async inTime(work: Promise<void>): Promise<void> {
    const timer = new AbortController();
    const late = sleep(PATIENCE_MS, undefined, { signal: timer.signal }).then(() => {
      if (!this.isMasterAway) return work;
      throw new StoreUnavailableError(`it has not answered for ${PATIENCE_MS} ms`, true);
    });
    return Promise.race([work, late]).finally(() => timer.abort());
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
    if (this.faults.get(name)?.fault === failure.message) return;
    const isAway =
      this.redis.client instanceof Cluster &&
      failure instanceof StoreUnavailableError &&
      failure.why === 'away';
    this.faults.set(name, { fault: failure.message, isAway });
    const line = failureLine(failure, store);
    this.logger.warn({ ...line, msg: `${name} is put off: ${line.msg}` });
  }
}

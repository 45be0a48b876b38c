import { Inject, Injectable } from '@nestjs/common';
import { RELEASE } from '../config/release';
import { FORMAT } from '../generated/format';
import { ask } from './ask';
import { Chores } from './chores';
import { FORMAT_KEY } from './keys';
import { REDIS, RedisConnection } from './redis-connection';
import { RedisStartError } from './redis-start-error';

const MEMBER = 'format';

/**
 * The stamp of the data: the newest format that a service which may write here knows. It is a score, which Redis itself
 * raises and never lowers, whichever services start at once. Data without a stamp is of format 1.
 */
@Injectable()
export class DataFormat {
  /** Whether the data is of a format that this service knows. */
  isKnown = false;

  constructor(
    @Inject(REDIS) private readonly redis: RedisConnection,
    private readonly chores: Chores,
  ) {}

  /** Fails where the data is of a newer format; as a chore, where Redis cannot be read or written yet. */
  begin(): Promise<void> {
    return this.chores.begin('redis-format', () => this.stamp());
  }

  private async stamp(): Promise<void> {
    const stamped = await this.read();
    if (stamped > FORMAT) {
      throw new RedisStartError(
        `The data in Redis is of format ${stamped}, and Countinghouse ${RELEASE} knows formats up to ${FORMAT}: ` +
          'start the release that last wrote this data, or a later one.',
      );
    }
    this.isKnown = true;
    if (stamped === FORMAT) return;
    await ask(this.redis, 'ZADD', () => this.redis.client.zadd(FORMAT_KEY, 'GT', FORMAT, MEMBER));
  }

  /** 0 where there is no stamp. */
  private async read(): Promise<number> {
    const score = await ask(this.redis, 'ZSCORE', () => this.redis.client.zscore(FORMAT_KEY, MEMBER));
    return Number(score ?? 0);
  }
}

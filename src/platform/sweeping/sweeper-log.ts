import { Logger } from '@nestjs/common';
import { failureLine } from '../redis';

/** Log lines of a sweeper: each failure with its script, its store and what is damaged. */
export class SweeperLog {
  private readonly logger = new Logger('Sweeper');
  /** Stores, or all of them (''), of which it has said that they cannot be swept. */
  private readonly failing = new Set<string>();

  constructor(private readonly sweep: string) {}

  passedOver(store: string, member: string, failure: Error): void {
    this.fail(`${this.sweep} of ${store}: passed over ${member}`, store, failure);
  }

  /** How the sweep of a store ended; said once, not every second for as long as Redis is away. */
  swept(store: string, failure: Error | undefined): void {
    const what = store === '' ? this.sweep : `${this.sweep} of ${store}`;
    if (failure && !this.failing.has(store)) {
      this.failing.add(store);
      this.fail(`cannot sweep ${what}`, store, failure);
    } else if (!failure && this.failing.delete(store)) {
      this.logger.warn(`sweeping ${what} again`);
    }
  }

  private fail(what: string, store: string, failure: Error): void {
    const line = failureLine(failure, store || undefined);
    this.logger.error({ ...line, msg: `${what}: ${line.msg}` });
  }
}

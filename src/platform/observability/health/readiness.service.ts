import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Config } from '../../config/config';
import { NOT_READY, Problem, Stopping } from '../../http';
import { Chores, UndoneChore } from '../../redis';
import { ScheduledSweeper } from '../../sweeping';
import { Check, Readiness } from './dto/health.dto';
import { RedisChecks } from './redis-checks';
import { Watched } from './watched';

/** So many intervals, and a while for a failover on top, before a sweeper that is late is a fault. */
const LATE_INTERVALS = 10;
const LATE_MS = 5_000;

/** Whether calls should be sent here. */
@Injectable()
export class ReadinessService {
  constructor(
    private readonly redis: RedisChecks,
    private readonly chores: Chores,
    private readonly stopping: Stopping,
    private readonly discovery: DiscoveryService,
    private readonly config: Config,
  ) {}

  /**
   * One master of several that is away makes no service unready: all of them would be at once, and nobody would serve the
   * stores of the others. So it is with chores and sweepers that wait for it.
   */
  async check(): Promise<Readiness> {
    const stopping = this.notStopping();
    const redis = await this.redis.run();
    const { undone } = this.chores;
    const [chores, sweepers] = [undone.map(toCheck), this.sweepers()];
    const checks = [stopping, ...redis.checks, ...chores, ...sweepers];
    const failing = checks.filter(({ ok }) => !ok);
    const watched = this.watched();
    const told = [...checks, ...watched];
    if (failing.length === 0) {
      return { status: watched.every(({ ok }) => ok) ? 'ok' : 'degraded', checks: told };
    }
    const othersAreWell = [stopping, ...redis.checks, ...sweepers].every(({ ok }) => ok);
    const onlyOneIsAway = redis.degraded
      ? stopping.ok
      : othersAreWell && undone.every(({ isAway }) => isAway);
    if (onlyOneIsAway) return { status: 'degraded', checks: told };
    const reasons = failing.map(({ name, detail }) => `${name}: ${detail}`);
    throw new Problem(NOT_READY, `${reasons.join('; ')}.`, { checks: told });
  }

  private notStopping(): Check {
    const ok = !this.stopping.hasBegun;
    return { name: 'not-stopping', ok, detail: ok ? 'ok' : 'the service is stopping' };
  }

  /** Whatever is amiss with these makes no service unready. */
  private watched(): Check[] {
    return this.providers()
      .filter((instance) => instance instanceof Watched)
      .filter(({ warning }) => warning !== undefined)
      .map(({ watchedAs: name, warning }) => ({ name, ok: warning === null, detail: warning ?? 'ok' }));
  }

  private providers(): unknown[] {
    return this.discovery.getProviders().map(({ instance }) => instance as unknown);
  }

  private sweepers(): Check[] {
    const mostMs = LATE_INTERVALS * this.config.SWEEP_INTERVAL_MS + LATE_MS;
    return this.providers()
      .filter((instance) => instance instanceof ScheduledSweeper)
      .map(({ name, sinceRoundMs }) => {
        const ok = sinceRoundMs <= mostMs;
        const detail = ok ? 'ok' : `${sinceRoundMs} ms since it was last through, more than ${mostMs}`;
        return { name: `sweeper-${name}`, ok, detail };
      });
  }
}

/** A chore that the start had to leave for later, because of the state of Redis. */
function toCheck({ name, fault }: UndoneChore): Check {
  return { name, ok: false, detail: fault };
}

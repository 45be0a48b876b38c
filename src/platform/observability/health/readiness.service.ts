import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Config } from '../../config/config';
import { NOT_READY, Problem, Stopping } from '../../http';
import { Chores } from '../../redis';
import { ScheduledSweeper } from '../../sweeping';
import { Check, Readiness } from './dto/health.dto';
import { RedisChecks } from './redis-checks';

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

  async check(): Promise<Readiness> {
    const checks = [this.notStopping(), ...(await this.redis.run()), ...this.undone(), ...this.sweepers()];
    const failing = checks.filter(({ ok }) => !ok);
    if (failing.length === 0) return { status: 'ok', checks };
    const reasons = failing.map(({ name, detail }) => `${name}: ${detail}`);
    throw new Problem(NOT_READY, `${reasons.join('; ')}.`, { checks });
  }

  private notStopping(): Check {
    const ok = !this.stopping.hasBegun;
    return { name: 'not-stopping', ok, detail: ok ? 'ok' : 'the service is stopping' };
  }

  /** Chores that the start had to leave for later, because of the state of Redis. */
  private undone(): Check[] {
    return this.chores.undone.map(({ name, fault }) => ({ name, ok: false, detail: fault }));
  }

  private sweepers(): Check[] {
    const mostMs = LATE_INTERVALS * this.config.SWEEP_INTERVAL_MS + LATE_MS;
    return this.discovery
      .getProviders()
      .map(({ instance }) => instance as unknown)
      .filter((instance) => instance instanceof ScheduledSweeper)
      .map(({ name, sinceRoundMs }) => {
        const ok = sinceRoundMs <= mostMs;
        const detail = ok ? 'ok' : `${sinceRoundMs} ms since it was last through, more than ${mostMs}`;
        return { name: `sweeper-${name}`, ok, detail };
      });
  }
}

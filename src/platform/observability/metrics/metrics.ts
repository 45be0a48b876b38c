import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { uncountedCalls } from '../../http';
import { unhandledRejections } from '../../process/last-resort';

const FROM_1_MS_TO_5_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

/** Every metric of the service. Labels hold closed sets only: no store, no id, no raw address. */
@Injectable()
export class Metrics {
  /** Metrics that this process counts. */
  readonly registry = new Registry();
  /** Metrics read from Redis at each scrape: equal in every process, so they must not be added up over them. */
  readonly state = new Registry();

  readonly requests = this.counter('http_requests_total', 'Requests answered.', 'method', 'route', 'status');
  readonly requestSeconds = this.histogram(
    'http_request_duration_seconds',
    'From the arrival of the headers to the end of the answer.',
    'method',
    'route',
  );
  readonly refusals = this.counter('refusals_total', 'Requests refused, by the code of the problem.', 'code');

  readonly scriptRuns = this.counter(
    'script_runs_total',
    'Scripts run: OK, REPLAYED, the word of the refusal, or error.',
    'script',
    'outcome',
  );
  readonly scriptSeconds = this.histogram(
    'script_duration_seconds',
    'A run of a script as the service waits for it, network and queue included.',
    'script',
  );

  readonly unhandledRejections = new Counter({
    ...this.named('unhandled_rejections_total', 'Rejections that nothing in the process handled.'),
    collect(): void {
      this.reset();
      this.inc(unhandledRejections.count);
    },
  });

  readonly rateLimitUncounted = new Counter({
    ...this.named(
      'rate_limit_uncounted_total',
      'Calls let through uncounted, since Redis did not count them within 50 ms.',
    ),
    collect(): void {
      this.reset();
      this.inc(uncountedCalls.count);
    },
  });

  /** Set by whoever keeps them. */
  openStreams = (): number => 0;
  readonly eventStreams: Gauge = new Gauge({
    ...this.named('event_streams', 'Open streams of events.'),
    collect: (): void => this.eventStreams.set(this.openStreams()),
  });

  readonly webhookAttempts = this.counter(
    'webhook_attempts_total',
    'Attempts to send an effect to a webhook: delivered or failed.',
    'outcome',
  );
  readonly webhookLagSeconds = this.histogram(
    'webhook_lag_seconds',
    'From an effect to an attempt to send it to a webhook.',
  );

  readonly archiveRows = this.counter('archive_rows_total', 'Rows written to the archive.', 'table');
  readonly archiveFailures = this.counter(
    'archive_failures_total',
    'Attempts to archive what happened in a store that failed.',
  );
  /** Seconds; set by whoever archives. */
  archiveLag = (): number => 0;
  readonly archiveLagSeconds: Gauge = new Gauge({
    ...this.named(
      'archive_lag_seconds',
      'How long the oldest effect that is not archived has waited, in the worst store.',
      this.state,
    ),
    collect: (): void => this.archiveLagSeconds.set(this.archiveLag()),
  });

  readonly historyTrimmed = this.counter(
    'history_trimmed_total',
    'Effects, movements and entries that have left Redis for the archive.',
    'table',
  );
  /** Seconds; set by whoever trims. */
  historyLag = (): number => 0;
  readonly historyLagSeconds: Gauge = new Gauge({
    ...this.named(
      'history_lag_seconds',
      'How long the oldest effect in Redis is past HISTORY_SECONDS, in the worst store.',
      this.state,
    ),
    collect: (): void => this.historyLagSeconds.set(this.historyLag()),
  });

  readonly sweeperLagSeconds = this.gauge(
    'sweeper_lag_seconds',
    'How long the oldest thing that is over has waited to be swept, in the worst store of those that could be asked.',
    'sweeper',
  );
  readonly sweeperUnreachable = this.gauge(
    'sweeper_unreachable_stores',
    'Stores that could not be asked what waits for the sweeper.',
    'sweeper',
  );
  readonly sweeperDue = this.gauge(
    'sweeper_due',
    'Things that are over and not swept yet, in all stores.',
    'sweeper',
  );
  readonly sweeperPending = this.gauge(
    'sweeper_pending',
    'Things whose deadline is to come, in all stores: active reservations, waits, pending transfers, authorised orders.',
    'sweeper',
  );
  readonly sweeperReleased = this.tally('sweeper_released_total', 'Things swept, in all stores.', 'sweeper');
  readonly sweeperOrphans = this.tally(
    'sweeper_orphans_total',
    'Entries of the index of deadlines that pointed at nothing, in all stores.',
    'sweeper',
  );

  readonly redisUp = this.gauge('redis_up', 'Whether every master of Redis told its status for this scrape.');
  readonly redisUsedBytes = this.gauge('redis_used_memory_bytes', 'Memory that Redis uses.', 'node');
  readonly redisMaxBytes = this.gauge('redis_max_memory_bytes', 'Its limit; 0 is none.', 'node');
  readonly redisAofEnabled = this.gauge('redis_aof_enabled', 'Whether the append-only file is on.', 'node');
  readonly redisAofLastWriteOk = this.gauge(
    'redis_aof_last_write_ok',
    'Whether the last write to the append-only file went well.',
    'node',
  );

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  private counter<Label extends string>(name: string, help: string, ...labels: Label[]): Counter<Label> {
    return new Counter({ ...this.named(name, help), labelNames: labels });
  }

  /** Counted in Redis. */
  private tally<Label extends string>(name: string, help: string, ...labels: Label[]): Counter<Label> {
    return new Counter({ ...this.named(name, help, this.state), labelNames: labels });
  }

  private gauge<Label extends string>(name: string, help: string, ...labels: Label[]): Gauge<Label> {
    return new Gauge({ ...this.named(name, help, this.state), labelNames: labels });
  }

  private histogram<Label extends string>(name: string, help: string, ...labels: Label[]): Histogram<Label> {
    return new Histogram({ ...this.named(name, help), labelNames: labels, buckets: FROM_1_MS_TO_5_S });
  }

  private named(
    name: string,
    help: string,
    registry = this.registry,
  ): { name: string; help: string; registers: Registry[] } {
    return { name: `countinghouse_${name}`, help, registers: [registry] };
  }
}

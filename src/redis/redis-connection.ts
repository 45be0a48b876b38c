import { Cluster, Redis, RedisOptions } from 'ioredis';

export const REDIS = Symbol('REDIS');

/** The one client of this process, whatever it is connected to. */
export interface RedisConnection {
  client: Redis | Cluster;
  /** Every node that takes writes. */
  masters(): Redis[];
}

/**
 * ioredis resends commands after a lost connection unless told not to: with 0 retries and no queue, a command in
 * flight fails at once, and whether to repeat it is the caller's decision, under the same idempotency key.
 */
export const CLIENT_OPTIONS: RedisOptions = {
  maxRetriesPerRequest: 0,
  enableOfflineQueue: false,
  connectTimeout: 3_000,
  commandTimeout: 5_000,
  retryStrategy: (attempt: number) => Math.min(50 * attempt, 1_000),
};

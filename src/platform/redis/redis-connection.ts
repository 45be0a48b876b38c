import { Cluster, ClusterOptions, Redis, RedisOptions } from 'ioredis';

export const REDIS = Symbol('REDIS');

/** A master that has slots, as the client last heard; without a connection where that was lost. */
export interface Owner {
  /** `host:port`, or the path of its socket. */
  name: string;
  node?: Redis;
}

/** Fault of an owner without one. */
export const NO_CONNECTION = 'there is no connection to it';

/** The one client of this process, whatever it is connected to. */
export interface RedisConnection {
  client: Redis | Cluster;
  /** Every node that takes writes and is connected. */
  masters(): Redis[];
  /** Every node that takes writes. */
  owners(): Owner[];
  /** Name of the owner of a key. */
  ownerOf(key: string): string;
  /** Until when, on the clock of `performance`, the start waits for Redis. */
  startBy: number;
}

/** Text that the client puts before every key, which the rest of the service does not know of. */
export function keyPrefixOf({ client }: RedisConnection): string {
  return client.options.keyPrefix ?? '';
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
  // Its answer would be waited for before anything else, for as long as a command may take.
  disableClientInfo: true,
};

/** Options of a cluster, whose client sends again a command that a node refused or that never left (`tellInFlight`). */
export const CLUSTER_OPTIONS: ClusterOptions = {
  enableOfflineQueue: false,
  redisOptions: CLIENT_OPTIONS,
  clusterRetryStrategy: CLIENT_OPTIONS.retryStrategy,
  // It would never be ready while one master is away, and then nothing could be asked of the others.
  enableReadyCheck: false,
  // Else it hears of a replica that was promoted when a call has failed, and of a master that is back with the next one.
  slotsRefreshInterval: 3_000,
  // It would be sent again to any node, also to the one that hangs; what was refused then becomes unknown.
  retryDelayOnClusterDown: 0,
};

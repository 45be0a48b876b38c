import { TestRedis } from '../redis-server';

/** Settings by which a service finds its Redis; all are text, so that a process may get them as well. */
export interface Where {
  REDIS_URL?: string;
  REDIS_CLUSTER_NODES?: string;
  REDIS_TLS_CA?: string;
  REDIS_TLS_CERT?: string;
  REDIS_TLS_KEY?: string;
  REDIS_SENTINEL_USERNAME?: string;
  REDIS_SENTINEL_PASSWORD?: string;
  REDIS_NAT_MAP?: string;
  REDIS_KEY_PREFIX?: string;
}

/** A way in which Redis is run, with real servers. */
export interface Topology {
  where: Where;
  /** The one that takes writes at first. Its client is an administrator's, over a unix socket. */
  redis: TestRedis;
  stop(): Promise<void>;
}

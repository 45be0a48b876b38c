import { ClusterNode, ClusterOptions, RedisOptions } from 'ioredis';
import { Config } from '../config/config';
import { readNatMap, RedisAddress } from '../config/redis-address';
import { redisAddress } from '../config/redis-settings';
import { readTls } from '../config/tls-files';
import { CLIENT_OPTIONS, CLUSTER_OPTIONS } from './redis-connection';

export type Connecting =
  | { kind: 'one'; options: RedisOptions }
  | { kind: 'cluster'; options: ClusterOptions & { nodes: ClusterNode[] } };

const DEFAULT: RedisAddress = { kind: 'server', tls: false, host: '127.0.0.1', port: 6379, database: 0 };

/** Options of ioredis for the Redis that the settings name. */
export function connecting(config: Config): Connecting {
  const address = redisAddress(config) ?? DEFAULT;
  const common: RedisOptions = {
    ...CLIENT_OPTIONS,
    ...(config.REDIS_KEY_PREFIX && { keyPrefix: config.REDIS_KEY_PREFIX }),
  };
  if (address.kind === 'socket') return { kind: 'one', options: { ...common, path: address.path } };
  const { username, password } = address;
  const tls = address.tls ? readTls(config) : undefined;
  const options = { ...common, username, password, ...(tls && { tls }) };
  const natMap = config.REDIS_NAT_MAP ? readNatMap(config.REDIS_NAT_MAP) : undefined;
  if (address.kind === 'server') {
    const { host, port, database, family } = address;
    return { kind: 'one', options: { ...options, host, port, db: database, ...(family && { family }) } };
  }
  if (address.kind === 'cluster') {
    const all: ClusterOptions = { ...CLUSTER_OPTIONS, redisOptions: options, natMap };
    // A certificate is for a name; ioredis would look its address up, and hold the certificate against that.
    if (tls) all.dnsLookup = (name, found) => found(null, name);
    return { kind: 'cluster', options: { ...all, nodes: address.nodes } };
  }
  const { sentinels, name } = address;
  return { kind: 'one', options: { ...options, sentinels, name, natMap, ...sentinelOptions(config, tls) } };
}

/** A Sentinel that hangs must not keep the next one from being asked; one that tells of a failover is listened to. */
function sentinelOptions(config: Config, tls: RedisOptions['tls']): RedisOptions {
  return {
    sentinelUsername: config.REDIS_SENTINEL_USERNAME,
    sentinelPassword: config.REDIS_SENTINEL_PASSWORD,
    sentinelCommandTimeout: 2_000,
    failoverDetector: true,
    sentinelReconnectStrategy: () => 1_000,
    ...(tls && { sentinelTLS: tls, enableTLSForSentinelMode: true }),
  };
}

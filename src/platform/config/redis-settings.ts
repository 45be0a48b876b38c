import { Config } from './config';
import { ConfigError } from './config-error';
import { RedisAddress, readClusterNodes, readRedisUrl } from './redis-address';
import { readTls } from './tls-files';

const TLS = ['REDIS_TLS_CA', 'REDIS_TLS_CERT', 'REDIS_TLS_KEY'] as const;
const SENTINEL = ['REDIS_SENTINEL_USERNAME', 'REDIS_SENTINEL_PASSWORD'] as const;

/** The Redis that valid settings name; nothing where the service starts one of its own. */
export function redisAddress({ REDIS_URL, REDIS_CLUSTER_NODES }: Config): RedisAddress | undefined {
  if (REDIS_CLUSTER_NODES) return readClusterNodes(REDIS_CLUSTER_NODES) as RedisAddress;
  return REDIS_URL ? readRedisUrl(REDIS_URL) : undefined;
}

/** Settings that do not go together: one that would not be heeded is a slip. */
export function refuseStrayRedisSettings(config: Config): void {
  if (config.REDIS_URL && config.REDIS_CLUSTER_NODES) {
    throw new ConfigError('REDIS_URL and REDIS_CLUSTER_NODES are both set: keep the one that is meant.');
  }
  const address = redisAddress(config);
  const kind = address?.kind ?? 'socket';
  const tls = address && 'tls' in address && address.tls;
  const stray = (names: readonly (keyof Config)[]): string | undefined => names.find((name) => config[name]);
  const unread: [name: string | undefined, needs: string][] = [
    [tls ? undefined : stray(TLS), 'rediss:// in REDIS_URL or REDIS_CLUSTER_NODES'],
    [kind === 'sentinel' ? undefined : stray(SENTINEL), 'redis+sentinel:// in REDIS_URL'],
    [
      kind === 'sentinel' || kind === 'cluster' ? undefined : stray(['REDIS_NAT_MAP']),
      'redis+sentinel:// in REDIS_URL, or REDIS_CLUSTER_NODES',
    ],
  ];
  for (const [name, needs] of unread) {
    if (name) throw new ConfigError(`${name} is set, and nothing would heed it: it goes with ${needs}.`);
  }
  if (config.REDIS_SENTINEL_USERNAME && !config.REDIS_SENTINEL_PASSWORD) {
    throw new ConfigError('REDIS_SENTINEL_USERNAME is set without REDIS_SENTINEL_PASSWORD: set both.');
  }
  readTls(config);
}

import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import { DURABILITY_LEVELS, DurabilityLevel } from './durability-level';
import { IsArchiveUrl } from './is-archive';
import { IsClusterNodes, IsNatMap, IsRedisUrl } from './is-redis';

/** Decimal digits only: `0x10`, `1e3` and blanks are refused rather than guessed at. */
const Decimal = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value,
  );

/**
 * Every setting of the service, its default and its range. `.env.example` lists the same, proven by a test.
 * Faults are told from the last decorator up: `abc` is reported as no number rather than as too large.
 */
export class Config {
  @Decimal()
  @Min(0)
  @Max(65535)
  @IsInt()
  PORT = 3000;

  @IsString()
  HOST = '127.0.0.1';

  /** Processes that serve the port; one is the process itself. */
  @Decimal()
  @Min(1)
  @Max(64)
  @IsInt()
  WORKERS = 1;

  /** Unset: the service starts and owns a redis-server of its own. */
  @IsOptional()
  @IsRedisUrl()
  REDIS_URL?: string;

  @IsOptional()
  @IsClusterNodes()
  REDIS_CLUSTER_NODES?: string;

  /** Paths of PEM files. */
  @IsOptional()
  @IsString()
  REDIS_TLS_CA?: string;

  @IsOptional()
  @IsString()
  REDIS_TLS_CERT?: string;

  @IsOptional()
  @IsString()
  REDIS_TLS_KEY?: string;

  @IsOptional()
  @IsString()
  REDIS_SENTINEL_USERNAME?: string;

  @IsOptional()
  @IsString()
  REDIS_SENTINEL_PASSWORD?: string;

  @IsOptional()
  @IsNatMap()
  REDIS_NAT_MAP?: string;

  /** Unset: keys begin with `ch:`. A brace would take the place of the hash tag that keeps a store on one node. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/, {
    message: 'must be 1 to 64 letters, digits, dots, colons, dashes and underscores, such as shop:',
  })
  REDIS_KEY_PREFIX?: string;

  @IsIn(['everysec', 'always', 'no'])
  REDIS_APPENDFSYNC: 'everysec' | 'always' | 'no' = 'always';

  @IsIn(DURABILITY_LEVELS)
  DURABILITY: DurabilityLevel = 'memory';

  @IsString()
  DATA_DIR = './data';

  /** Unset: anyone who reaches the port may do anything, so only a loopback HOST is taken. */
  @IsOptional()
  @IsString()
  API_KEYS_FILE?: string;

  /** 0: no limit. */
  @Decimal()
  @Min(0)
  @Max(100_000_000)
  @IsInt()
  RATE_LIMIT_PER_MINUTE = 0;

  @Decimal()
  @Min(1)
  @Max(1_000_000)
  @IsInt()
  MAX_IN_FLIGHT = 5_000;

  @Decimal()
  @Min(100)
  @Max(3_600_000)
  @IsInt()
  REQUEST_TIMEOUT_MS = 30_000;

  @Decimal()
  @Min(100)
  @Max(3_600_000)
  @IsInt()
  KEEP_ALIVE_TIMEOUT_MS = 72_000;

  @Decimal()
  @Min(0)
  @Max(600_000)
  @IsInt()
  STOP_DELAY_MS = 0;

  @Decimal()
  @Min(0)
  @Max(600_000)
  @IsInt()
  STOP_TIMEOUT_MS = 10_000;

  @Matches(/^[a-z0-9][a-z0-9-]{0,62}$/, { message: 'must be lower-case letters, digits and dashes' })
  DEFAULT_STORE = 'main';

  @Decimal()
  @Min(50)
  @Max(3_600_000)
  @IsInt()
  SWEEP_INTERVAL_MS = 1000;

  @Decimal()
  @Min(1)
  @Max(100)
  @IsInt()
  SWEEP_BATCH = 25;

  @Decimal()
  @Min(1)
  @Max(31_536_000)
  @IsInt()
  IDEMPOTENCY_TTL_SECONDS = 86_400;

  @Decimal()
  @Min(1)
  @Max(31_536_000)
  @IsInt()
  CART_TTL_SECONDS = 86_400;

  @Decimal()
  @Min(1)
  @Max(315_360_000)
  @IsInt()
  RESERVATION_RETENTION_SECONDS = 604_800;

  /** Unset: there are no webhooks. */
  @IsOptional()
  @Matches(/^(?=(?:.{4})*$)[A-Za-z0-9+/]{43}=$/, {
    message: 'must be 32 random bytes in base64, as openssl rand -base64 32 prints them',
  })
  WEBHOOK_SECRET_KEY?: string;

  @Decimal()
  @Min(1)
  @Max(31_536_000)
  @IsInt()
  WEBHOOK_GIVE_UP_SECONDS = 259_200;

  @IsIn(['true', 'false'])
  WEBHOOK_ALLOW_PRIVATE: 'true' | 'false' = 'false';

  /** Unset: nothing is archived. */
  @IsOptional()
  @IsArchiveUrl()
  ARCHIVE_URL?: string;

  /** Unset: nothing leaves Redis for the archive. */
  @IsOptional()
  @Decimal()
  @Min(1)
  @Max(315_360_000)
  @IsInt()
  HISTORY_SECONDS?: number;

  /** Unset: no traces are made. */
  @IsOptional()
  @Matches(/^https?:\/\/.+/, { message: 'must look like http://collector:4318' })
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  @IsString()
  OTEL_SERVICE_NAME = 'countinghouse';

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
  LOG_LEVEL = 'info';
}

/** Those that have no default, so that a new Config does not tell of them. */
const WITHOUT_DEFAULT = [
  ...['REDIS_URL', 'REDIS_CLUSTER_NODES', 'REDIS_TLS_CA', 'REDIS_TLS_CERT', 'REDIS_TLS_KEY'],
  ...['REDIS_SENTINEL_USERNAME', 'REDIS_SENTINEL_PASSWORD', 'REDIS_NAT_MAP', 'REDIS_KEY_PREFIX'],
  ...['API_KEYS_FILE', 'WEBHOOK_SECRET_KEY', 'ARCHIVE_URL', 'HISTORY_SECONDS', 'OTEL_EXPORTER_OTLP_ENDPOINT'],
];

export const SETTING_NAMES = [...new Set([...WITHOUT_DEFAULT, ...Object.keys(new Config())])].sort();

import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Config, SETTING_NAMES } from './config';
import { ConfigError } from './config-error';
import { isLoopback } from './loopback';
import { refuseStrayRedisSettings } from './redis-settings';

export { ConfigError } from './config-error';

/** Passwords, and addresses with one in them; of these a start that fails does not repeat the value. */
const MAY_HOLD_SECRETS = [
  ...['REDIS_URL', 'REDIS_CLUSTER_NODES', 'REDIS_SENTINEL_USERNAME', 'REDIS_SENTINEL_PASSWORD'],
  ...['WEBHOOK_SECRET_KEY', 'ARCHIVE_URL', 'OTEL_EXPORTER_OTLP_ENDPOINT'],
];

/** An address that came to stand behind another setting's name. */
const ADDRESS = /:\/\/|@/;

/** Reads `.env` (where there is one) and the environment, which wins. The only reader of process.env. */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env, envFile = '.env'): Config {
  const file: Record<string, string | undefined> = existsSync(envFile)
    ? parseEnv(readFileSync(envFile, 'utf8'))
    : {};
  for (const name of Object.keys(file)) {
    if (!SETTING_NAMES.includes(name)) throw unknownSetting(name, envFile);
  }
  for (const name of Object.keys(environment)) {
    if (looksLikeOurs(name)) throw unknownSetting(name, 'the environment');
  }
  return validated({ ...file, ...environment });
}

function validated(values: Record<string, string | undefined>): Config {
  const given = SETTING_NAMES.filter((name) => values[name] !== undefined && values[name] !== '');
  const config = plainToInstance(Config, Object.fromEntries(given.map((name) => [name, values[name]])), {
    exposeDefaultValues: true,
  });
  const [error] = validateSync(config, { stopAtFirstError: true });
  if (error) {
    const reasons = Object.values(error.constraints ?? {}).map((reason) =>
      reason.replace(`${error.property} `, ''),
    );
    const { property, value } = error as { property: string; value: unknown };
    const isSecret = MAY_HOLD_SECRETS.includes(property) || ADDRESS.test(String(value));
    const given = isSecret ? property : `${property}=${String(value)}`;
    throw new ConfigError(`${given} is not valid: it ${reasons.join(' and ')}.`);
  }
  refuseStrayRedisSettings(config);
  refuseToListenOpenly(config);
  refuseToForget(config);
  return config;
}

/** Without keys anyone who reaches the port owns the stock and the money. */
function refuseToListenOpenly(config: Config): void {
  if (config.API_KEYS_FILE) return;
  if (!isLoopback(config.HOST)) {
    throw new ConfigError(
      `HOST=${config.HOST} is reachable by others and there are no API keys: set API_KEYS_FILE, or HOST=127.0.0.1.`,
    );
  }
}

/** Nothing leaves Redis that is nowhere else. */
function refuseToForget({ HISTORY_SECONDS: seconds, ARCHIVE_URL: url }: Config): void {
  if (seconds === undefined || url !== undefined) return;
  throw new ConfigError(
    `HISTORY_SECONDS=${seconds} needs an archive that keeps what leaves Redis: set ARCHIVE_URL.`,
  );
}

const BEGINNINGS =
  /^(SWEEP|ARCHIVE|HISTORY|IDEMPOTENCY|CART_TTL|RESERVATION|REDIS_TLS|REDIS_NAT|REDIS_KEY)_|^(API_KEYS|DEFAULT_STORE|DATA_DIR|REDIS_APPEND|REDIS_CLUSTER)/;

/** Kubernetes tells every container of services beside it: of one that is called redis-cluster, for example. */
const OF_A_SERVICE = /_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_(TCP|UDP)(_\w+)?)?)$/;

/** The environment holds much that is not ours; a name this close to one of our settings is a slip. */
function looksLikeOurs(name: string): boolean {
  if (SETTING_NAMES.includes(name) || OF_A_SERVICE.test(name)) return false;
  // A short name has many neighbours: PATH is two letters from PORT.
  const isNear = (setting: string): boolean => distance(setting, name) <= (setting.length > 6 ? 2 : 1);
  return BEGINNINGS.test(name) || butForItsUnit(name) !== undefined || SETTING_NAMES.some(isNear);
}

const UNIT = /_(MS|SECONDS|MINUTES|HOURS|PER_SECOND|PER_MINUTE|PER_HOUR)$/;

/** Our setting that has this name, and another unit or none behind it; a name of one word may be anyone's. */
function butForItsUnit(name: string): string | undefined {
  const quantity = name.replace(UNIT, '');
  if (!quantity.includes('_')) return undefined;
  return SETTING_NAMES.find((setting) => UNIT.test(setting) && setting.replace(UNIT, '') === quantity);
}

function unknownSetting(name: string, where: string): ConfigError {
  const byDistance = [...SETTING_NAMES].sort((a, b) => distance(a, name) - distance(b, name));
  const nearest = butForItsUnit(name) ?? byDistance[0];
  return new ConfigError(`${name} in ${where} is not a setting: did you mean ${nearest}? See .env.example.`);
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length]!;
}

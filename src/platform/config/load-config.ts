import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Config, SETTING_NAMES } from './config';
import { isLoopback } from './loopback';

/** A setting that is wrong; the message is the one line that the operator reads. */
export class ConfigError extends Error {}

/** Addresses with a password in them; of these a start that fails does not repeat the value. */
const MAY_HOLD_SECRETS = ['REDIS_URL', 'REDIS_CLUSTER_NODES', 'OTEL_EXPORTER_OTLP_ENDPOINT'];

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
    const given = MAY_HOLD_SECRETS.includes(property) ? property : `${property}=${String(value)}`;
    throw new ConfigError(`${given} is not valid: it ${reasons.join(' and ')}.`);
  }
  if (config.REDIS_URL && config.REDIS_CLUSTER_NODES) {
    throw new ConfigError('REDIS_URL and REDIS_CLUSTER_NODES are both set: keep the one that is meant.');
  }
  refuseToListenOpenly(config);
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

/** The environment holds much that is not ours; a name this close to one of our settings is a slip. */
function looksLikeOurs(name: string): boolean {
  if (SETTING_NAMES.includes(name)) return false;
  return (
    /^(SWEEP|IDEMPOTENCY|CART_TTL|RESERVATION)_|^(API_KEYS|DEFAULT_STORE|DATA_DIR|REDIS_APPEND|REDIS_CLUSTER)/.test(
      name,
    ) || SETTING_NAMES.some((setting) => setting.length > 6 && distance(setting, name) <= 2)
  );
}

function unknownSetting(name: string, where: string): ConfigError {
  const nearest = [...SETTING_NAMES].sort((a, b) => distance(a, name) - distance(b, name))[0];
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

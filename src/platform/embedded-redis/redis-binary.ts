import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RedisStartError } from '../redis/when-usable';

interface Search {
  names: string[];
  folders: string[];
  oldestMajor: number;
}

/** Shared with scripts/ensure-redis.mjs, which installs what this search would miss; as far from dist as from src. */
const SEARCH = JSON.parse(
  readFileSync(join(__dirname, '../../../scripts/redis-binaries.json'), 'utf8'),
) as Search;

export const SERVER_NAMES: readonly string[] = SEARCH.names;

/**
 * Finds the program to start. Each candidate is asked for its version, for a name alone may be a broken link or a Redis
 * that is too old for `#!lua`; bare names come first and let the system search PATH.
 */
export function findRedisBinary(): string {
  const { names, folders, oldestMajor } = SEARCH;
  const tooOld: string[] = [];
  for (const candidate of [
    ...names,
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
  ]) {
    const version = versionOf(candidate);
    if (version && Number.parseInt(version, 10) >= oldestMajor) return candidate;
    if (version) tooOld.push(`${candidate} is only version ${version}`);
  }
  const where = `looked for ${names.join(' and ')} on PATH and in ${folders.join(', ')}`;
  throw new RedisStartError(
    `No Redis ${oldestMajor} or later was found (${[where, ...tooOld].join('; ')}): run node scripts/ensure-redis.mjs, ` +
      'or set REDIS_URL to a server that runs elsewhere.',
  );
}

function versionOf(binary: string): string | undefined {
  try {
    const words = execFileSync(binary, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 5_000,
    });
    return / v=(\d+\.\S+)/.exec(words)?.[1];
  } catch {
    return undefined;
  }
}

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findRedisBinary } from '../../src/platform/embedded-redis/redis-binary';

/** A bench cannot begin; the message is one line that says the remedy. */
export class Unready extends Error {}

export function requireRedis(): void {
  try {
    findRedisBinary();
  } catch {
    throw missing('redis-server or valkey-server', 'redis-server');
  }
}

export function requireWrk(): void {
  if (!runs('wrk', '-v')) throw missing('wrk', 'wrk');
}

/** Where the binaries of PostgreSQL are: on the PATH, or in Debian's folder for the newest version. */
export function requirePostgres(): string {
  const folder = findPostgres();
  if (folder === undefined) throw missing('PostgreSQL', 'postgresql');
  return folder;
}

const DEBIAN = '/usr/lib/postgresql';

export function findPostgres(): string | undefined {
  const onPath = (process.env.PATH ?? '').split(':');
  const debian = existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(DEBIAN, version, 'bin'))
    : [];
  return [...onPath, ...debian].find((folder) => existsSync(join(folder, 'initdb')));
}

/** wrk has no option that ends with status 0: what counts is that it could be started. */
function runs(command: string, option: string): boolean {
  return spawnSync(command, [option], { stdio: 'ignore' }).error === undefined;
}

function missing(what: string, debianPackage: string): Unready {
  return new Unready(`${what} is not here: apt-get install ${debianPackage}`);
}

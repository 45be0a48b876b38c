import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { findRedisBinary } from '../../src/platform/embedded-redis/redis-binary';

let found: string | undefined;

/** The server that the service itself would start: redis-server or valkey-server. */
export function serverProgram(): string {
  return (found ??= findRedisBinary());
}

/** Its sister of this name, which comes with it: `cli`, `check-aof`. */
function sister(name: string): string {
  const server = serverProgram();
  const program = basename(server).replace(/-server$/, `-${name}`);
  return dirname(server) === '.' ? program : join(dirname(server), program);
}

/** The environment of commands that say `redis-cli`, which may be called otherwise here; `remove` when done. */
export function withRedisNames(): { env: NodeJS.ProcessEnv; remove: () => void } {
  const dir = mkdtempSync(join(tmpdir(), 'ch-names-'));
  const programs = { 'redis-server': serverProgram() } as Record<string, string>;
  for (const name of ['cli', 'check-aof']) programs[`redis-${name}`] = sister(name);
  for (const [name, program] of Object.entries(programs)) {
    const path = execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim();
    writeFileSync(join(dir, name), `#!/bin/sh\nexec ${path} "$@"\n`);
    chmodSync(join(dir, name), 0o755);
  }
  return {
    env: { ...process.env, PATH: `${dir}:${process.env.PATH}` },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

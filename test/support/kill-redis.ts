import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The process of the Redis that a service started in this folder, or undefined while it has none to tell. Redis empties
 * the file before it writes it, and a signal to process 0 would go to everything that was started with the tests.
 */
function redisPid(home: string): number | undefined {
  const pid = Number(readFileSync(join(home, 'redis.pid'), 'utf8'));
  return Number.isInteger(pid) && pid > 1 ? pid : undefined;
}

/** Kills that Redis with -9. Returns false where it is on its way up again, and has no process yet. */
export function killRedis(home: string): boolean {
  try {
    const pid = redisPid(home);
    return pid !== undefined && process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code!)) throw error;
    return false;
  }
}

import { readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataDir } from './data-dir';
import { identify, isRunning } from './process-identity';
import { SERVER_NAMES } from './redis-binary';
import { probe } from './redis-probe';
import { RedisProcess } from './redis-process';
import { RedisStartError } from '../redis/when-usable';

const POLL_MS = 50;
/** One that works through a long script or writes its last data out is silent; for longer than this it hangs. */
export const SILENT_MS = 60_000;

/**
 * The server that a killed service left behind on this data folder. Two servers on one append-only file would ruin
 * it, so an answer of "none" is only given when none can be there any more.
 */
export async function findRunningServer(
  dir: DataDir,
  log: (line: string) => void,
  closing: AbortSignal,
): Promise<RedisProcess | undefined> {
  const until = performance.now() + SILENT_MS;
  for (let waits = 0; ; waits++) {
    const seen = await probe(dir.socket);
    closing.throwIfAborted();
    if (seen === 'absent') return stopUnreachable(dir, log);
    if (seen !== 'silent') {
      if (seen.dir !== dir.path) throw foreign(dir, `serves ${seen.dir}`);
      const identity = identify(seen.pid);
      if (isRunning(identity)) return RedisProcess.adopt(identity);
      // Gone since it answered, or out of our sight; the second look tells.
      if ((await probe(dir.socket)) !== 'absent') throw foreign(dir, 'runs outside this container');
    }
    if (performance.now() > until) throw foreign(dir, `has not answered for ${SILENT_MS / 1000} s`);
    if (waits === 1) log(`A Redis at ${dir.socket} is busy or shutting down: waiting for it`);
    await sleep(POLL_MS, undefined, { signal: closing });
  }
}

function foreign(dir: DataDir, why: string): RedisStartError {
  return new RedisStartError(
    `The Redis at ${dir.socket} ${why}: stop it, or set DATA_DIR to another folder than ${dir.path}.`,
  );
}

/** Its socket was deleted, or lies in another TMPDIR: alive, writing, and beyond reach. Stopping it loses nothing. */
async function stopUnreachable(dir: DataDir, log: (line: string) => void): Promise<undefined> {
  const pid = recordedPid(dir);
  if (pid === undefined) return;
  log(`Redis (pid ${pid}) runs on ${dir.path} but cannot be reached at ${dir.socket}: stopping it`);
  await RedisProcess.adopt(identify(pid)).terminate(log);
}

/** A pid file may be stale and its pid somebody else's; name and working directory tell (where there is a /proc). */
function recordedPid(dir: DataDir): number | undefined {
  try {
    const pid = Number(readFileSync(dir.pidFile, 'utf8'));
    const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
    return SERVER_NAMES.includes(name) && readlinkSync(`/proc/${pid}/cwd`) === dir.path ? pid : undefined;
  } catch {
    return undefined;
  }
}

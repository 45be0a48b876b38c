import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RedisStartError } from '../redis/when-usable';

/** DATA_DIR by its one real path, and where the embedded server keeps its things. */
export interface DataDir {
  path: string;
  socket: string;
  logFile: string;
  pidFile: string;
}

/** `sun_path` holds 104 bytes on macOS and 108 on Linux, with the closing zero; Redis cuts a longer path off silently. */
const MAX_SOCKET_BYTES = 103;

export function openDataDir(dataDir: string): DataDir {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const path = realpathSync(dataDir);
    return {
      path,
      socket: socketFor(path),
      logFile: join(path, 'redis.log'),
      pidFile: join(path, 'redis.pid'),
    };
  } catch (error) {
    throw dataDirProblem(dataDir, error);
  }
}

/** Remedy for the operator whose folder cannot be used. */
export function dataDirProblem(dataDir: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const remedy = REMEDIES[code ?? ''];
  return remedy ? new RedisStartError(`DATA_DIR ${dataDir} cannot be used (${code}): ${remedy}.`) : error;
}

const REMEDIES: Partial<Record<string, string>> = {
  EACCES: 'make it writable for the user that runs the service, or set DATA_DIR to another folder',
  EPERM: 'make it writable for the user that runs the service, or set DATA_DIR to another folder',
  EROFS: 'it lies on a read-only file system, set DATA_DIR to another folder',
  ENOTDIR: 'a part of the path is a file, set DATA_DIR to a folder',
  EEXIST: 'it is a file, set DATA_DIR to a folder',
  ENOENT: 'it has been removed, stop the service and restore the folder from a backup',
  ENAMETOOLONG: 'its name is too long, set DATA_DIR to another folder',
  ENOSPC: 'the disk is full, free some space',
  EDQUOT: 'the disk quota is used up, free some space',
};

function socketFor(path: string): string {
  const natural = join(path, 'redis.sock');
  if (Buffer.byteLength(natural) <= MAX_SOCKET_BYTES) return natural;
  return join(privateTempDir(), `${createHash('sha256').update(path).digest('hex').slice(0, 16)}.sock`);
}

/** Anyone may write to the temp folder: a socket right there could be somebody else's, waiting for our commands. */
function privateTempDir(): string {
  const uid = process.getuid!();
  const folder = join(tmpdir(), `countinghouse-${uid}`);
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
  const stat = lstatSync(folder);
  if (!stat.isDirectory() || stat.uid !== uid || (stat.mode & 0o077) !== 0) {
    throw new RedisStartError(
      `${folder} is open to other users: remove it, or set DATA_DIR to a shorter path.`,
    );
  }
  return folder;
}

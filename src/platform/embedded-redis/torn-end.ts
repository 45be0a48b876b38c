import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DataDir } from './data-dir';
import { SERVER_NAMES } from './redis-binary';

const MANIFEST = join('appendonlydir', 'appendonly.aof.manifest');

/**
 * Cuts off what a killed Redis wrote of its last transaction. Redis itself cuts a torn file behind the last whole
 * command, and not before the MULTI that this is in: what it writes from then on stands inside an open transaction, is
 * lost at the next start, or comes to life together with half of what was torn (seen with 7.0.15, findings/).
 * redis-check-aof cuts before the MULTI. It comes with the server, and reads the whole file, so it is asked only where
 * Redis was killed: one that ends in order takes its pid file along.
 */
export async function cutTornEnd(dir: DataDir, binary: string, log: (line: string) => void): Promise<void> {
  const manifest = join(dir.path, MANIFEST);
  if (!existsSync(dir.pidFile) || !existsSync(manifest)) return;
  const names = [basename(binary), ...SERVER_NAMES].map((name) => name.replace(/-server$/, '-check-aof'));
  let said: string | undefined;
  for (const name of new Set(names)) said ??= await run(join(dirname(binary), name), ['--fix', manifest]);
  if (said === undefined) {
    log(`${names[0]} is not there: whether the append-only file ends in a torn transaction is not known.`);
  } else if (said.includes('Successfully truncated')) {
    log('Redis was killed in the midst of a write: its append-only file was cut off before that operation.');
  }
}

/** Runs a command and gives its output; undefined where there is no such command. It asks whether to go on, and is told so. */
function run(command: string, args: string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = execFile(command, args, { maxBuffer: 1 << 26 }, (error, stdout) => {
      resolve((error as NodeJS.ErrnoException | null)?.code === 'ENOENT' ? undefined : stdout);
    });
    // It may have ended without a question.
    child.stdin?.on('error', () => undefined).end('y\n');
  });
}

import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataDirProblem } from './data-dir';
import { identify, isRunning, ProcessIdentity } from './process-identity';
import { RedisStartError } from '../redis/when-usable';

/** A lock that names our own pid is a leftover (pids repeat in containers), unless it was taken right here. */
const heldHere = new Set<string>();

const GUARD_MAX_AGE_MS = 5_000;
const GUARD_WITHIN_MS = 30_000;

/** One service owns a data folder: `service.pid` says which, and outlives a crash without blocking the next start. */
export class DataDirLock {
  private readonly file: string;

  constructor(private readonly dataDir: string) {
    this.file = join(dataDir, 'service.pid');
  }

  async acquire(): Promise<void> {
    const guard = `${this.file}.guard`;
    await this.takeGuard(guard);
    try {
      this.refuseIfHeld();
      const draft = `${this.file}.draft`;
      writeFileSync(draft, format(identify(process.pid)), { mode: 0o600 });
      renameSync(draft, this.file);
      heldHere.add(this.file);
    } catch (error) {
      throw dataDirProblem(this.dataDir, error);
    } finally {
      rmSync(guard, { force: true });
    }
  }

  release(): void {
    if (heldHere.delete(this.file)) rmSync(this.file, { force: true });
  }

  /**
   * Looking at the holder and replacing it takes two steps, so two services could both find the same dead holder. The
   * guard lets one at a time through; its owner removes it in the same tick, so an old guard belongs to a dead one.
   */
  private async takeGuard(guard: string): Promise<void> {
    for (const until = performance.now() + GUARD_WITHIN_MS; performance.now() < until;) {
      try {
        return closeSync(openSync(guard, 'wx'));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw dataDirProblem(this.dataDir, error);
      }
      const takenAt = statSync(guard, { throwIfNoEntry: false })?.mtimeMs;
      if (takenAt !== undefined && Date.now() - takenAt > GUARD_MAX_AGE_MS) rmSync(guard, { force: true });
      else await sleep(20);
    }
    throw new RedisStartError(`${guard} does not go away: delete it.`);
  }

  private refuseIfHeld(): void {
    const holder = this.holder();
    if (!holder || !(holder.pid === process.pid ? heldHere.has(this.file) : isRunning(holder))) return;
    throw new RedisStartError(
      `DATA_DIR ${this.dataDir} is in use by the service with pid ${holder.pid}: stop that one (kill ${holder.pid}), ` +
        `or set DATA_DIR to another folder. If that process is something else, delete ${this.file}.`,
    );
  }

  private holder(): ProcessIdentity | undefined {
    try {
      const [, pid, startedAt = ''] = /^(\d+)\n(?:start=(\d*))?/.exec(readFileSync(this.file, 'utf8')) ?? [];
      return pid === undefined ? undefined : { pid: Number(pid), startedAt };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }
}

/** The pid has a line to itself, and what follows is no bare number: `kill $(cat service.pid)` must stay harmless. */
function format({ pid, startedAt }: ProcessIdentity): string {
  return `${pid}\nstart=${startedAt}\n`;
}

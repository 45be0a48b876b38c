import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of a few megabytes that a test can fill up, or make read-only. */
export class SmallDisk {
  private readonly filler: string;

  private constructor(readonly path: string) {
    this.filler = join(path, 'filler');
  }

  /** Throws where this process may not mount. */
  static mount(): SmallDisk {
    const path = mkdtempSync(join(tmpdir(), 'ch-disk-'));
    try {
      run('mount', '-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', path);
      return new SmallDisk(path);
    } catch (error) {
      rmdirSync(path);
      throw error;
    }
  }

  /** Not a byte is left. */
  fill(): void {
    for (let size = 1 << 20; size >= 1; size = Math.floor(size / 2)) {
      try {
        for (;;) writeFileSync(this.filler, Buffer.alloc(size), { flag: 'a' });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
  }

  free(): void {
    rmSync(this.filler);
  }

  readOnly(): void {
    run('mount', '-o', 'remount,ro', this.path);
  }

  unmount(): void {
    run('umount', this.path);
    rmdirSync(this.path);
  }
}

/** Whether this process may mount; in CI it must. */
export function canMount(): boolean {
  try {
    SmallDisk.mount().unmount();
    return true;
  } catch (error) {
    if (process.env.CI) throw error;
    console.warn(
      `The tests of full disks are skipped: this process may not mount (${(error as Error).message}).`,
    );
    return false;
  }
}

function run(command: string, ...args: string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(error?.message ?? stderr.trim());
}

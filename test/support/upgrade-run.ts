import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

type Settings = Record<string, string>;

/** `npm run upgrade` of a build, as a process. */
export class UpgradeRun {
  said = '';
  private readonly process: ChildProcess;
  private readonly exited: Promise<number | null>;

  constructor(root: string, settings: Settings) {
    const env = { PATH: process.env.PATH, ...settings };
    this.process = spawn(process.execPath, [join(root, 'dist/upgrade.js')], { cwd: root, env });
    const hear = (chunk: Buffer): void => void (this.said += chunk.toString());
    this.process.stdout!.on('data', hear);
    this.process.stderr!.on('data', hear);
    this.exited = once(this.process, 'close').then(([code]) => code as number | null);
  }

  /** Its exit code; null where it was killed. */
  async end(): Promise<number | null> {
    return this.exited;
  }

  /** Kills it as soon as it has said this. */
  async killAt(pattern: RegExp): Promise<void> {
    const look = (): void => {
      if (pattern.test(this.said)) this.process.kill('SIGKILL');
    };
    this.process.stderr!.on('data', look);
    look();
    expect(await this.exited).toBeNull();
  }
}

import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

type Settings = Record<string, string>;

/** A command of a build, such as `npm run upgrade`, as a process. */
export class ToolRun {
  said = '';
  private readonly process: ChildProcess;
  private readonly exited: Promise<number | null>;

  constructor(root: string, [script, ...args]: [string, ...string[]], settings: Settings) {
    const env = { PATH: process.env.PATH, ...settings };
    this.process = spawn(process.execPath, [join(root, 'dist', script), ...args], { cwd: root, env });
    const hear = (chunk: Buffer): void => void (this.said += chunk.toString());
    this.process.stdout!.on('data', hear);
    this.process.stderr!.on('data', hear);
    this.exited = once(this.process, 'close').then(([code]) => code as number | null);
  }

  /** Its exit code; null where it was killed. */
  async end(): Promise<number | null> {
    return this.exited;
  }

  /** Kills it as soon as it has said this; it may have ended by itself where that is what it says at its end. */
  async killAt(pattern: RegExp, { mayEnd = false } = {}): Promise<void> {
    const look = (): void => {
      if (pattern.test(this.said)) this.process.kill('SIGKILL');
    };
    this.process.stderr!.on('data', look);
    look();
    const code = await this.exited;
    if (!mayEnd) expect(code).toBeNull();
  }
}

import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { located } from './topologies/shared';

type Settings = Record<string, string>;

/** The built service as its own process, as `npm start` runs it. */
export class Service {
  url = '';
  /** Text that it wrote to its output and its errors. */
  said = '';
  readonly exited: Promise<{ code: number | null; signal: string | null }>;
  private readonly process: ChildProcess;

  private constructor(settings: Settings) {
    const env = { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'silent', ...located(settings) };
    this.process = spawn(process.execPath, [join(__dirname, '../../dist/main.js')], { env });
    const hear = (chunk: Buffer): void => void (this.said += chunk.toString());
    this.process.stdout!.on('data', hear);
    this.process.stderr!.on('data', hear);
    this.exited = once(this.process, 'close').then(([code, signal]) => ({ code, signal }));
  }

  /** Resolves when it listens. */
  static async start(settings: Settings): Promise<Service> {
    const service = Service.spawn(settings);
    service.url = (await service.hears(/is at (http:\/\/\S+:\d+),/))[1]!;
    return service;
  }

  /** Resolves at once. */
  static spawn(settings: Settings): Service {
    return new Service(settings);
  }

  /** For a start that must not succeed: what it said, and how it ended. */
  static async fail(settings: Settings): Promise<{ said: string; code: number | null }> {
    const service = new Service(settings);
    const { code } = await service.exited;
    return { said: service.said, code };
  }

  /** Waits until it has said this. */
  hears(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(this.said);
        if (match) resolve(match);
      };
      this.process.stdout!.on('data', look);
      this.process.stderr!.on('data', look);
      look();
      void this.exited.then(() => reject(new Error(`dist/main.js ended: ${this.said}`)));
    });
  }

  /** The pid of the redis-server that it owns. */
  get redisPid(): number {
    return Number(/Redis .*\(pid (\d+)\)/.exec(this.said)![1]);
  }

  signal(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    this.signal('SIGTERM');
    await this.exited;
  }
}

import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The built service as its own process, as `npm start` runs it. */
export class Service {
  private constructor(
    private readonly process: ChildProcess,
    readonly url: string,
  ) {}

  static async start(settings: Record<string, string>): Promise<Service> {
    const env = { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'silent', ...settings };
    const child = spawn(process.execPath, [join(__dirname, '../../dist/main.js')], { env });
    let said = '';
    const url = await new Promise<string>((resolve, reject) => {
      const hear = (chunk: Buffer): void => {
        said += chunk.toString();
        const match = /is at (http:\/\/\S+:\d+),/.exec(said);
        if (match) resolve(match[1]!);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', () => reject(new Error(`dist/main.js ended: ${said}`)));
    });
    return new Service(child, url);
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return;
    this.process.kill('SIGTERM');
    await once(this.process, 'exit');
  }
}

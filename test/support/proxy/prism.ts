import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '../cluster-node';

const ROOT = join(__dirname, '../../..');
const PROGRAM = join(ROOT, 'node_modules/.bin/prism');

/** Prism between callers and a service: it holds every answer against openapi.json, and lets all requests pass. */
export class Prism {
  private constructor(
    readonly url: string,
    private readonly program: ChildProcess,
  ) {}

  /** With `--errors` an answer that differs becomes an error of Prism, else it has the header `sl-violations`. */
  static async start(upstream: string, ...options: string[]): Promise<Prism> {
    const port = await freePort();
    const args = ['proxy', 'openapi.json', upstream, '--validate-request=false', '--port', String(port)];
    const program = spawn(process.execPath, [PROGRAM, ...args, ...options], { cwd: ROOT });
    await new Promise<void>((resolve, reject) => {
      program.stdout.on('data', (said: Buffer) => {
        if (said.toString().includes('Prism is listening')) resolve();
      });
      program.stderr.resume();
      program.once('exit', (code) => reject(new Error(`prism ended with ${code}`)));
    });
    return new Prism(`http://127.0.0.1:${port}`, program);
  }

  async stop(): Promise<void> {
    if (this.program.exitCode === null && this.program.kill()) await once(this.program, 'exit');
  }
}

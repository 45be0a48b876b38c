import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { untilExit } from './leave-nothing';
import { Target } from './load';

const LOADER = join(__dirname, '..', '..', 'test', 'support', 'swc-register.js');

export interface Peer extends Target {
  stop(): void;
}

/** bench/servers/NAME.ts in a process of its own, as the service has one; `settings` is its environment. */
export async function startPeer(name: string, settings: Record<string, string>): Promise<Peer> {
  const file = join(__dirname, '..', 'servers', `${name}.ts`);
  const child = spawn(process.execPath, ['-r', LOADER, file], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...settings },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const stop = untilExit(() => child.kill('SIGKILL'));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve(message as string));
    child.once('exit', (status) => reject(new Error(`bench/servers/${name}.ts ended (${status})`)));
  });
  return { url, stop };
}

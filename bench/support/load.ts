import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { untilExit } from './leave-nothing';

/** Who answers, and the key that it lets in. */
export interface Target {
  url: string;
  key?: string;
}

/** A request that is sent over and over: `{n}` is another number each time, `{sku}` one of `skus` names. */
export interface Repeated {
  method: 'GET' | 'POST';
  path: string;
  body?: object;
  skus?: number;
}

export interface Load {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
}

export const CONNECTIONS = 64;

/** Keeps as many requests under way as there are connections; fails where any of them was refused. */
export async function load(
  target: Target,
  request: Repeated,
  seconds: number,
  connections = CONNECTIONS,
): Promise<Load> {
  // One thread: it is far from busy, and what the load takes of the machine is missing elsewhere.
  const options = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s'];
  const script = ['-s', join(__dirname, 'load.lua'), target.url];
  const args = [...options, ...script, '--', textOf(target, request), String(request.skus ?? 1)];
  return read(await outputOf('wrk', args), request);
}

/** As it goes over the wire. The body has no blanks, so that its length stays true. */
function textOf({ url, key }: Target, { method, path, body }: Repeated): string {
  const json = body && JSON.stringify(body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `Host: ${new URL(url).host}`,
    ...(key ? [`Authorization: Bearer ${key}`] : []),
    ...(method === 'POST' ? [`Idempotency-Key: ${randomUUID()}-{n}`] : []),
    ...(json ? ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(json)}`] : []),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${json ?? ''}`;
}

function read(output: string, { method, path }: Repeated): Load {
  const match = /^measured (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)$/m.exec(output);
  if (!match) throw new Error(`wrk measured nothing:\n${output}`);
  const [requests, us, p50Us, p99Us, refused, broken] = match.slice(1).map(Number) as [
    ...[number, number, number, number, number, number],
  ];
  if (refused + broken > 0) {
    throw new Error(
      `${method} ${path}: of ${requests} requests, ${refused} were refused and ${broken} got no answer`,
    );
  }
  return { perSecond: requests / (us / 1e6), p50Ms: p50Us / 1000, p99Ms: p99Us / 1000 };
}

async function outputOf(command: string, args: string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const leave = untilExit(() => child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  await new Promise((done) => child.once('close', done));
  leave();
  return output;
}

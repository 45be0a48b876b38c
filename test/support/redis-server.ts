import { ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { serverProgram } from './redis-programs';
import { openShared, shared } from './topologies/shared';

export interface TestRedis {
  path: string;
  url: string;
  client: Redis;
  process: ChildProcess;
  stop(): Promise<void>;
}

/**
 * A real server of this test file's own, on a unix socket in a temporary folder; under `npm run test:cluster` the one
 * that is there, unless options ask for another.
 */
export async function startRedis(...options: string[]): Promise<TestRedis> {
  const there = options.length === 0 ? shared() : undefined;
  if (there) return openShared(there);
  const dir = mkdtempSync(join(tmpdir(), 'ch-test-'));
  const path = join(dir, 'redis.sock');
  const base = ['--port', '0', '--unixsocket', path, '--dir', dir, '--save', '', '--appendonly', 'no'];
  const child = spawn(serverProgram(), [...base, ...options], { stdio: 'ignore' });
  const client = new Redis({ path, retryStrategy: () => 20, maxRetriesPerRequest: null });
  client.on('error', () => undefined); // until the socket is there
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}; is its port taken?`)));
  });
  ended.catch(() => undefined);
  await Promise.race([client.ping(), ended]).catch((error) => {
    client.disconnect();
    throw error;
  });
  const stop = async (): Promise<void> => {
    client.disconnect();
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null)
      await new Promise((done) => child.once('exit', done));
    rmSync(dir, { recursive: true, force: true });
  };
  return { path, url: `unix://${path}`, client, process: child, stop };
}

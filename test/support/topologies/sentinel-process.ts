import { ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../cluster-node';
import { serverProgram } from '../redis-programs';
import { AS_ADMIN } from './users';

export interface Sentinel {
  port: number;
  client: Redis;
  process: ChildProcess;
  stop(): Promise<void>;
}

/** A Sentinel that watches this master under this name; it finds replicas and other Sentinels by itself. */
export async function startSentinel(
  name: string,
  masterPort: number,
  password: string,
  tls: string[] = [],
): Promise<Sentinel> {
  const dir = mkdtempSync(join(tmpdir(), 'ch-sentinel-'));
  const port = await freePort();
  const socket = join(dir, 'sentinel.sock');
  const lines = [
    ...(tls.length > 0 ? ['port 0', `tls-port ${port}`, ...tls] : [`port ${port}`]),
    ...['bind 127.0.0.1', `dir ${dir}`, `unixsocket ${socket}`, 'sentinel announce-ip 127.0.0.1'],
    ...[`requirepass "${password}"`, `sentinel sentinel-pass "${password}"`],
    `sentinel monitor ${name} 127.0.0.1 ${masterPort} 2`,
    `sentinel auth-pass ${name} ${AS_ADMIN}`,
    `sentinel down-after-milliseconds ${name} 1000`,
    `sentinel failover-timeout ${name} 4000`,
  ];
  const file = join(dir, 'sentinel.conf');
  writeFileSync(file, `${lines.join('\n')}\n`);
  const child = spawn(serverProgram(), [file, '--sentinel'], { stdio: 'ignore' });
  const client = new Redis({ path: socket, password, retryStrategy: () => 20, maxRetriesPerRequest: null });
  client.on('error', () => undefined); // until the socket is there
  await client.ping();
  const stop = async (): Promise<void> => {
    client.disconnect();
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null)
      await new Promise((done) => child.once('exit', done));
    rmSync(dir, { recursive: true, force: true });
  };
  return { port, client, process: child, stop };
}

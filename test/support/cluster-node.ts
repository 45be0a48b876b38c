import { createServer } from 'node:net';
import { startRedis, TestRedis } from './redis-server';

/** A Redis Cluster of one node that serves every slot: it refuses what any cluster refuses. */
export async function startClusterNode(): Promise<TestRedis> {
  const busPort = String(await freePort());
  const node = await startRedis('--cluster-enabled', 'yes', '--cluster-port', busPort);
  await node.client.cluster('ADDSLOTSRANGE', 0, 16383);
  while (!(await node.client.cluster('INFO')).startsWith('cluster_state:ok')) {
    await new Promise((done) => setTimeout(done, 50));
  }
  return node;
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

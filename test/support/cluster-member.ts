import { Redis } from 'ioredis';
import { freePort } from './cluster-node';
import { startRedis, TestRedis } from './redis-server';
import { sleep } from './time';

const TIMEOUT_MS = 20_000;

/** A node of a Redis Cluster, reached by the tests through its unix socket. */
export interface ClusterMember extends TestRedis {
  port: number;
  busPort: number;
  id: string;
}

export async function startMember(...options: string[]): Promise<ClusterMember> {
  const [port, busPort] = [await freePort(), await freePort()];
  const redis = await startRedis(
    ...['--port', String(port), '--bind', '127.0.0.1'],
    ...['--cluster-enabled', 'yes', '--cluster-port', String(busPort), '--cluster-node-timeout', '2000'],
    ...options,
  );
  return Object.assign(redis, { port, busPort, id: (await redis.client.call('CLUSTER', 'MYID')) as string });
}

/** Each is told of each: to hear of one another by gossip would take seconds. */
export async function introduce(members: ClusterMember[], known = 0): Promise<void> {
  for (const [i, { client }] of members.entries()) {
    for (const { port, busPort } of members.slice(Math.max(i + 1, known))) {
      await client.call('CLUSTER', 'MEET', '127.0.0.1', port, busPort);
    }
  }
  for (const { client } of members) await knowsAll(client, members.length);
}

async function knowsAll(client: Redis, size: number): Promise<void> {
  await until(async () => {
    const info = await client.cluster('INFO');
    return info.startsWith('cluster_state:ok') && info.includes(`cluster_known_nodes:${size}\r`);
  }, 'the cluster does not come together');
}

/** Follows the master, and has its data. */
export async function follow(replica: ClusterMember, master: ClusterMember): Promise<void> {
  await replica.client.cluster('REPLICATE', master.id);
  await until(() => isReplica(replica), `${replica.port} does not follow ${master.port}`);
}

export async function isMaster({ client }: TestRedis): Promise<boolean> {
  return (await client.info('replication')).includes('role:master');
}

async function isReplica({ client }: TestRedis): Promise<boolean> {
  return /role:slave[^]*master_link_status:up/.test(await client.info('replication'));
}

export async function until(isSo: () => Promise<boolean>, otherwise: string): Promise<void> {
  for (const deadline = Date.now() + TIMEOUT_MS; !(await isSo()); await sleep(50)) {
    if (Date.now() > deadline) throw new Error(otherwise);
  }
}

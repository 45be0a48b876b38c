import { Redis } from 'ioredis';
import { freePort } from './cluster-node';
import { CuttingProxy } from './cutting-proxy';
import { startRedis, TestRedis } from './redis-server';
import { sleep } from './time';

const TIMEOUT_MS = 20_000;

/** A node of a Redis Cluster, reached by the tests through its unix socket. */
export interface ClusterMember extends TestRedis {
  /** The one that it tells clients: its proxy's, where it has one. */
  port: number;
  busPort: number;
  id: string;
  proxy?: CuttingProxy;
}

export interface MemberOptions {
  /** A proxy before each member, which clients are told of instead of it. */
  proxies?: boolean;
  /** Whether all refuse where one of them is away, as Redis does unless told; omit for yes. */
  fullCoverage?: boolean;
  /** Further options, as for redis-server. */
  options?: string[];
}

/** A port that was free may be taken a moment later, by another one that starts. */
export async function startMember(options: MemberOptions, attempts = 3): Promise<ClusterMember> {
  try {
    return await startOnce(options);
  } catch (error) {
    if (attempts === 1) throw error;
    return startMember(options, attempts - 1);
  }
}

async function startOnce(asked: MemberOptions): Promise<ClusterMember> {
  const { proxies = false, fullCoverage = true, options = [] } = asked;
  const [port, busPort] = [await freePort(), await freePort()];
  const redis = await startRedis(
    ...['--port', String(port), '--bind', '127.0.0.1'],
    ...['--cluster-enabled', 'yes', '--cluster-port', String(busPort), '--cluster-node-timeout', '2000'],
    // Replicas come together at once; masters serve on where another one is away.
    ...['--repl-diskless-sync-delay', '0', '--cluster-require-full-coverage', fullCoverage ? 'yes' : 'no'],
    ...options,
  );
  const member = { ...redis, port, busPort, id: (await redis.client.call('CLUSTER', 'MYID')) as string };
  if (!proxies) return member;
  const proxy = await CuttingProxy.before(redis.path, await freePort());
  await redis.client.config('SET', 'cluster-announce-port', proxy.port);
  const stop = (): Promise<void> => redis.stop().then(() => proxy.stop());
  return { ...member, port: proxy.port, proxy, stop };
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

export async function isReplica({ client }: TestRedis): Promise<boolean> {
  return /role:slave[^]*master_link_status:up/.test(await client.info('replication'));
}

export async function until(isSo: () => Promise<boolean>, otherwise: string): Promise<void> {
  for (const deadline = Date.now() + TIMEOUT_MS; !(await isSo()); await sleep(50)) {
    if (Date.now() > deadline) throw new Error(otherwise);
  }
}

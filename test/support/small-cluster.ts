import { Redis } from 'ioredis';
import { freePort } from './cluster-node';
import { CuttingProxy } from './cutting-proxy';
import { startRedis, TestRedis } from './redis-server';
import { sleep } from './time';

const SLOTS = 16_384;

/** As CLUSTER SLOTS tells it: first slot, last slot, and who takes writes. */
type Range = [number, number, [host: string, port: number, id: string]];

export interface ClusterMember extends TestRedis {
  /** The one that it tells clients: its proxy's, where it has one. */
  port: number;
  busPort: number;
  id: string;
  proxy?: CuttingProxy;
}

export interface ClusterOptions {
  /** A replica for each master that has slots. */
  replicas?: boolean;
  /** A proxy before each member, which clients are told of instead of it. */
  proxies?: boolean;
  /** Whether all refuse where one of them is away, as Redis does unless told; omit for yes. */
  fullCoverage?: boolean;
}

/** Masters of a Redis Cluster, of which the last has no slots yet. */
export class SmallCluster {
  private constructor(
    readonly members: ClusterMember[],
    readonly replicas: ClusterMember[],
  ) {}

  static async start(size = 3, options: ClusterOptions = {}): Promise<SmallCluster> {
    const count = options.replicas ? 2 * size - 1 : size;
    const all = await Promise.all(Array.from({ length: count }, () => startMember(options)));
    const members = all.slice(0, size);
    const cluster = new SmallCluster(members, all.slice(size));
    const owners = members.slice(0, -1);
    const share = Math.ceil(SLOTS / owners.length);
    for (const [i, { client }] of owners.entries()) {
      await client.cluster('ADDSLOTSRANGE', i * share, Math.min((i + 1) * share, SLOTS) - 1);
    }
    // Each is told of each: to hear of one another by gossip would take seconds.
    for (const [i, { client }] of all.entries()) {
      for (const { port, busPort } of all.slice(i + 1)) {
        await client.call('CLUSTER', 'MEET', '127.0.0.1', port, busPort);
      }
    }
    for (const { client } of all) await knowsAll(client, count);
    for (const [i, replica] of cluster.replicas.entries()) await follow(replica, owners[i]!);
    return cluster;
  }

  get addresses(): string {
    return this.members.map(({ port }) => `127.0.0.1:${port}`).join(',');
  }

  async ownerOf(key: string): Promise<ClusterMember> {
    const slot = await this.members[0]!.client.cluster('KEYSLOT', key);
    const slots = await this.members[0]!.client.cluster('SLOTS');
    const [, , [, , id]] = slots.find(([from, to]) => from <= slot && slot <= to)! as unknown as Range;
    return this.members.find((member) => member.id === id)!;
  }

  /** Begins to move the slot of a key to the member without slots, takes the key along, and stops; returns what goes on. */
  async moveHalfWay(key: string): Promise<() => Promise<void>> {
    const slot = await this.members[0]!.client.cluster('KEYSLOT', key);
    const [from, to] = [await this.ownerOf(key), this.members.at(-1)!];
    await to.client.cluster('SETSLOT', slot, 'IMPORTING', from.id);
    await from.client.cluster('SETSLOT', slot, 'MIGRATING', to.id);
    await migrate(from, to, key);
    return async () => {
      for (const left of await from.client.cluster('GETKEYSINSLOT', slot, 1_000))
        await migrate(from, to, left);
      for (const { client } of [to, from]) await client.cluster('SETSLOT', slot, 'NODE', to.id);
    };
  }

  async stop(): Promise<void> {
    await Promise.all([...this.members, ...this.replicas].map((member) => member.stop()));
  }
}

async function startMember({ proxies, fullCoverage = true }: ClusterOptions): Promise<ClusterMember> {
  const [port, busPort] = [await freePort(), await freePort()];
  const redis = await startRedis(
    ...['--port', String(port), '--bind', '127.0.0.1'],
    ...['--cluster-enabled', 'yes', '--cluster-port', String(busPort), '--cluster-node-timeout', '2000'],
    // Replicas come together at once; masters serve on where another one is away.
    ...['--repl-diskless-sync-delay', '0', '--cluster-require-full-coverage', fullCoverage ? 'yes' : 'no'],
  );
  const member = { ...redis, port, busPort, id: (await redis.client.call('CLUSTER', 'MYID')) as string };
  if (!proxies) return member;
  const proxy = await CuttingProxy.before(redis.path, await freePort());
  await redis.client.config('SET', 'cluster-announce-port', proxy.port);
  const stop = (): Promise<void> => redis.stop().then(() => proxy.stop());
  return { ...member, port: proxy.port, proxy, stop };
}

/** Makes it a replica that has all the data. */
async function follow({ client }: ClusterMember, { id }: ClusterMember): Promise<void> {
  await client.cluster('REPLICATE', id);
  while (!(await client.info('replication')).includes('master_link_status:up')) await sleep(50);
}

async function knowsAll(client: Redis, size: number): Promise<void> {
  for (const deadline = Date.now() + 20_000; ; await sleep(50)) {
    const info = await client.cluster('INFO');
    if (info.startsWith('cluster_state:ok') && info.includes(`cluster_known_nodes:${size}\r`)) return;
    if (Date.now() > deadline) throw new Error(`the cluster does not come together: ${info}`);
  }
}

async function migrate(from: ClusterMember, to: ClusterMember, key: string): Promise<void> {
  await from.client.migrate('127.0.0.1', to.port, key, 0, 5_000);
}

import { Redis } from 'ioredis';
import { freePort } from './cluster-node';
import { startRedis, TestRedis } from './redis-server';
import { sleep } from './time';

const SLOTS = 16_384;

/** As CLUSTER SLOTS tells it: first slot, last slot, and who takes writes. */
type Range = [number, number, [host: string, port: number, id: string]];

export interface ClusterMember extends TestRedis {
  port: number;
  busPort: number;
  id: string;
}

/** Masters of a Redis Cluster, of which the last has no slots yet. */
export class SmallCluster {
  private constructor(readonly members: ClusterMember[]) {}

  static async start(size = 3): Promise<SmallCluster> {
    const members = await Promise.all(Array.from({ length: size }, startMember));
    const cluster = new SmallCluster(members);
    const owners = members.slice(0, -1);
    const share = Math.ceil(SLOTS / owners.length);
    for (const [i, { client }] of owners.entries()) {
      await client.cluster('ADDSLOTSRANGE', i * share, Math.min((i + 1) * share, SLOTS) - 1);
    }
    // Each is told of each: to hear of one another by gossip would take seconds.
    for (const [i, { client }] of members.entries()) {
      for (const { port, busPort } of members.slice(i + 1)) {
        await client.call('CLUSTER', 'MEET', '127.0.0.1', port, busPort);
      }
    }
    for (const { client } of members) await knowsAll(client, size);
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
    await Promise.all(this.members.map((member) => member.stop()));
  }
}

async function startMember(): Promise<ClusterMember> {
  const [port, busPort] = [await freePort(), await freePort()];
  const redis = await startRedis(
    ...['--port', String(port), '--bind', '127.0.0.1'],
    ...['--cluster-enabled', 'yes', '--cluster-port', String(busPort), '--cluster-node-timeout', '2000'],
  );
  return Object.assign(redis, { port, busPort, id: (await redis.client.call('CLUSTER', 'MYID')) as string });
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

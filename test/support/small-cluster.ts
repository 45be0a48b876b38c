import {
  ClusterMember,
  follow,
  introduce,
  isMaster,
  isReplica,
  MemberOptions,
  startMember,
  until,
} from './cluster-member';
import { sleep } from './time';

const SLOTS = 16_384;

/** As CLUSTER SLOTS tells it: first slot, last slot, and who takes writes. */
type Range = [number, number, [host: string, port: number, id: string]];

export interface ClusterOptions extends MemberOptions {
  /** Masters that have no slots yet. */
  spare?: number;
  /** A replica for each master that has slots. */
  replicas?: boolean;
}

/** Masters of a Redis Cluster, of which the last has no slots yet unless another shape is asked for. */
export class SmallCluster {
  private constructor(
    readonly members: ClusterMember[],
    readonly replicas: ClusterMember[],
    private readonly options: MemberOptions,
  ) {}

  static async start(
    size = 3,
    { spare = 1, replicas = false, ...options }: ClusterOptions = {},
  ): Promise<SmallCluster> {
    const owning = size - spare;
    const count = replicas ? size + owning : size;
    const all = await Promise.all(Array.from({ length: count }, () => startMember(options)));
    const cluster = new SmallCluster(all.slice(0, size), all.slice(size), options);
    const owners = all.slice(0, owning);
    const share = Math.ceil(SLOTS / owning);
    for (const [i, { client }] of owners.entries()) {
      await client.cluster('ADDSLOTSRANGE', i * share, Math.min((i + 1) * share, SLOTS) - 1);
    }
    await introduce(all);
    await Promise.all(cluster.replicas.map((replica, i) => follow(replica, owners[i]!)));
    return cluster;
  }

  get addresses(): string {
    return this.members.map(({ port }) => `127.0.0.1:${port}`).join(',');
  }

  /** The node that takes writes of a key: a master of the beginning, or a replica that became one. */
  async ownerOf(key: string): Promise<ClusterMember> {
    const slot = await this.slotOf(key);
    const slots = await this.members[0]!.client.cluster('SLOTS');
    const [, , [, , id]] = slots.find(([from, to]) => from <= slot && slot <= to)! as unknown as Range;
    return this.all.find((member) => member.id === id)!;
  }

  /** The name of a store that another master has than the one of this key. */
  async storeElsewhere(key: string): Promise<string> {
    const owner = await this.ownerOf(key);
    for (let i = 0; ; i++) if ((await this.ownerOf(`ch:{s${i}}:store`)) !== owner) return `s${i}`;
  }

  slotOf(key: string): Promise<number> {
    return this.members[0]!.client.cluster('KEYSLOT', key);
  }

  /** A further master, without slots. */
  async join(): Promise<ClusterMember> {
    const member = await startMember(this.options);
    const known = this.all.length;
    this.members.push(member);
    await introduce([...this.members.slice(0, -1), ...this.replicas, member], known);
    return member;
  }

  /** By order, as for maintenance: the replica of this master takes its place, and it follows that one. */
  async failOver(master: ClusterMember): Promise<ClusterMember> {
    const replica = await this.replicaOf(master);
    // On a busy machine it may not come about in its time, and then has to be ordered anew.
    const ordered = async (): Promise<boolean> => {
      if (await isMaster(replica)) return true;
      await replica.client.call('CLUSTER', 'FAILOVER').catch(() => undefined);
      await sleep(1_000);
      return isMaster(replica);
    };
    await until(ordered, `${replica.port} does not become a master`);
    await until(() => isReplica(master), `${master.port} does not follow ${replica.port}`);
    return replica;
  }

  /** Waits until a replica of this one, which was killed or paused, is a master by itself. */
  async promoted(master: ClusterMember, replica: ClusterMember): Promise<ClusterMember> {
    await until(() => isMaster(replica), `nobody takes the place of ${master.port}`);
    return replica;
  }

  /** A master that took another one's place hears by and by that this one follows it. */
  async replicaOf(master: ClusterMember): Promise<ClusterMember> {
    let replica: ClusterMember | undefined;
    const isKnown = async (): Promise<boolean> => {
      const lines = (await master.client.call('CLUSTER', 'NODES')) as string;
      const line = lines.split('\n').find((one) => one.includes(` slave ${master.id} `));
      replica = this.all.find(({ id }) => line?.startsWith(id));
      return replica !== undefined;
    };
    await until(isKnown, `${master.port} has no replica`);
    return replica!;
  }

  /** Begins to move the slot of a key to the member without slots, takes the key along, and stops; returns what goes on. */
  async moveHalfWay(key: string): Promise<() => Promise<void>> {
    const slot = await this.slotOf(key);
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

  /** Also where some are paused. */
  async stop(): Promise<void> {
    for (const { process } of this.all) process.kill('SIGCONT');
    await Promise.all(this.all.map((member) => member.stop()));
  }

  private get all(): ClusterMember[] {
    return [...this.members, ...this.replicas];
  }
}

async function migrate(from: ClusterMember, to: ClusterMember, key: string): Promise<void> {
  await from.client.migrate('127.0.0.1', to.port, key, 0, 5_000);
}

export type { ClusterMember };

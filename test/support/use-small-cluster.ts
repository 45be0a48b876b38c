import { Config } from '../../src/platform/config/config';
import { House } from './house';
import { ClusterMember, ClusterOptions, SmallCluster } from './small-cluster';

/** A cluster for each test of a file, and services on it. */
export function useSmallCluster(size: number, options: ClusterOptions) {
  let cluster: SmallCluster;
  const houses: House[] = [];
  beforeEach(async () => {
    cluster = await SmallCluster.start(size, options);
  });
  afterEach(async () => {
    for (const { process } of cluster.members) process.kill('SIGCONT');
    await Promise.all(houses.splice(0).map((house) => house.close()));
    await cluster.stop();
  });
  return {
    get cluster() {
      return cluster;
    },
    async open(settings: Partial<Config> = {}): Promise<House> {
      const all = { REDIS_CLUSTER_NODES: cluster.addresses, SWEEP_INTERVAL_MS: 3_600_000, ...settings };
      const house = await House.open(all, cluster.members[0]);
      houses.push(house);
      return house;
    },
    /** Names of stores that the same master has, or another one. */
    async storesOf(owner: ClusterMember, count: number, among = 'shop'): Promise<string[]> {
      const names: string[] = [];
      for (let i = 0; names.length < count; i++) {
        if ((await cluster.ownerOf(`ch:{${among}-${i}}:store`)) === owner) names.push(`${among}-${i}`);
      }
      return names;
    },
  };
}

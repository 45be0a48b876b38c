import { ClusterEvent } from '../support/cluster-events';
import { Service } from '../support/service';
import { SmallCluster } from '../support/small-cluster';
import { Stage } from './stage';

const KEY = 'ch:{main}:store';

/** A service on a cluster with replicas, and what happens to the master of its store; `options` are redis-server's. */
export async function clustered(event: ClusterEvent, options: string[] = []): Promise<Stage> {
  const shape = { spare: 0, replicas: true, fullCoverage: false, options };
  const cluster = await SmallCluster.start(3, shape);
  // An answer is kept over a change of masters only where a replica had it before.
  const settings = { REDIS_CLUSTER_NODES: cluster.addresses, DURABILITY: 'replica' };
  const service = await Service.start(settings);
  return {
    url: () => service.url,
    strike: () => event(cluster, KEY),
    close: async () => {
      await service.stop();
      await cluster.stop();
    },
  };
}

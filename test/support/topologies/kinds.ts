import { SmallCluster } from '../small-cluster';
import { startSentinels } from './sentinel';
import { Shared } from './shared';
import { startTlsServer } from './tls';
import { Topology } from './topology';
import { AS_ADMIN } from './users';

interface Running {
  shared: Shared;
  stop(): Promise<void>;
}

/** Ways in which `npm run test:cluster` runs Redis. */
export const KINDS: Record<string, () => Promise<Running>> = {
  cluster: startCluster,
  sentinel: async () => one(await startSentinels()),
  tls: async () => one(await startTlsServer()),
};

/** Three masters, and a replica of each. */
async function startCluster(): Promise<Running> {
  // A busy machine is no reason for a failover, after which nobody would find the nodes where they were.
  const options = ['--cluster-node-timeout', '60000'];
  const cluster = await SmallCluster.start(3, { spare: 0, replicas: true, options });
  return {
    shared: {
      where: { REDIS_CLUSTER_NODES: cluster.addresses },
      sockets: cluster.members.map(({ path }) => path),
      ports: cluster.members.map(({ port }) => port),
      pid: cluster.members[0]!.process.pid!,
    },
    stop: () => cluster.stop(),
  };
}

function one(topology: Topology): Running {
  const { path, process } = topology.redis;
  const shared = { where: topology.where, sockets: [path], password: AS_ADMIN, pid: process.pid! };
  return { shared, stop: () => topology.stop() };
}

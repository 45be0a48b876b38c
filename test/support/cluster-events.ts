import { join } from 'node:path';
import { isReplica, until } from './cluster-member';
import { SmallCluster } from './small-cluster';
import { ToolRun } from './tool-run';

const ROOT = join(__dirname, '../..');

/** Something that happens to the master of a store, by its key; resolves when the store has a master again. */
export type ClusterEvent = (cluster: SmallCluster, key: string) => Promise<void>;

export const failsOver: ClusterEvent = async (cluster, key) => {
  await cluster.failOver(await cluster.ownerOf(key));
};

/** It works off what lies in its sockets before it hears that another one took its place. */
export const hangs: ClusterEvent = async (cluster, key) => {
  const master = await cluster.ownerOf(key);
  const replica = await cluster.replicaOf(master);
  master.process.kill('SIGSTOP');
  await cluster.promoted(master, replica);
  master.process.kill('SIGCONT');
  await until(() => isReplica(master), `${master.port} does not follow the one that took its place`);
};

export const isKilled: ClusterEvent = async (cluster, key) => {
  const master = await cluster.ownerOf(key);
  const replica = await cluster.replicaOf(master);
  master.process.kill('SIGKILL');
  await cluster.promoted(master, replica);
};

/** As `npm run store -- move` does it, to the next master. */
export const moves: ClusterEvent = async (cluster, key) => {
  const store = /\{(.*)\}/.exec(key)![1]!;
  const at = cluster.members.indexOf(await cluster.ownerOf(key));
  const target = cluster.members[(at + 1) % cluster.members.length]!;
  const move = new ToolRun(ROOT, ['store.js', 'move', store, `127.0.0.1:${target.port}`], {
    REDIS_CLUSTER_NODES: cluster.addresses,
  });
  if ((await move.end()) !== 0) throw new Error(move.said);
};

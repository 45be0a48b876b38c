import { freePort } from './cluster-node';
import { eventually } from './eventually';
import { startRedis, TestRedis } from './redis-server';

/** A master and its replica, each on a port of this machine. */
export interface Replicated {
  master: TestRedis & { url: string };
  replica: TestRedis;
  stop(): Promise<void>;
}

export async function startReplicated(...options: string[]): Promise<Replicated> {
  const port = String(await freePort());
  const master = await startRedis(
    '--port',
    port,
    '--bind',
    '127.0.0.1',
    '--repl-diskless-sync-delay',
    '0',
    ...options,
  );
  const replica = await startRedis('--replicaof', '127.0.0.1', port);
  await eventually(async () => {
    if (!(await master.client.info('replication')).includes('state=online'))
      throw new Error('no replica yet');
  });
  return {
    master: { ...master, url: `redis://127.0.0.1:${port}` },
    replica,
    stop: async () => {
      await replica.stop();
      await master.stop();
    },
  };
}

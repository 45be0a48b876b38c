import { Redis } from 'ioredis';
import type { TestRedis } from '../redis-server';
import { clusterClient } from './cluster-client';
import { Where } from './topology';

/** A topology that outlives the files of tests, as told from one process to another. */
export interface Shared {
  where: Where;
  /** Unix sockets of the nodes that take writes, and ports of a cluster's. */
  sockets: string[];
  ports?: number[];
  password?: string;
  pid: number;
}

/** Stands for whatever settings lead to the shared Redis. */
export const SHARED_URL = 'shared:';

/** Set by jest.cluster.config.js: a topology for each worker, so that two files of tests do not meet. */
const VARIABLE = 'TEST_TOPOLOGIES';

/** Handles that this file of tests has in hand: whoever asks for the first one finds Redis empty. */
let handles = 0;

export function publish(topologies: Shared[]): void {
  process.env[VARIABLE] = JSON.stringify(topologies);
}

/** Redis of this worker; undefined where every file of tests starts its own. */
export function shared(): Shared | undefined {
  const text = process.env[VARIABLE];
  if (text === undefined) return undefined;
  const all = JSON.parse(text) as Shared[];
  return all[(Number(process.env.JEST_WORKER_ID ?? 1) - 1) % all.length];
}

export async function openShared({ sockets, ports, password, pid }: Shared): Promise<TestRedis> {
  const path = sockets[0]!;
  const client = ports ? clusterClient(ports, sockets) : new Redis({ path, password });
  client.on('error', () => undefined);
  if (handles === 0) await client.flushall();
  handles += 1;
  const kill = (signal?: NodeJS.Signals): boolean => process.kill(pid, signal);
  return {
    path,
    url: SHARED_URL,
    client,
    process: { pid, kill } as TestRedis['process'],
    stop: async () => {
      handles -= 1;
      client.disconnect();
    },
  };
}

/** Settings of a service, with those of the shared Redis where they ask for it. */
export function located<T extends { REDIS_URL?: string }>(settings: T): T {
  const { REDIS_URL, ...others } = settings;
  return REDIS_URL === SHARED_URL ? ({ ...others, ...shared()!.where } as unknown as T) : settings;
}

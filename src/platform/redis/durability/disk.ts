import { Redis } from 'ioredis';

/** How a node keeps what it answered: it says when it is on disk, it answers only then, or `fault` says why neither. */
export interface DiskGuarantee {
  waits: boolean;
  fault?: string;
}

/**
 * `WAITAOF` is there since Redis 7.2 and in Valkey. An older server keeps the promise where `appendfsync` is `always`:
 * it syncs before it sends an answer.
 */
export async function diskGuaranteeOf(node: Redis): Promise<DiskGuarantee> {
  const persistence = await node.info('persistence');
  if (!/^aof_enabled:1\r?$/m.test(persistence)) {
    return { waits: false, fault: 'it writes no append-only file: set appendonly yes' };
  }
  if (await hasWaitAof(node)) return { waits: true };
  const sync = await node.config('GET', 'appendfsync').catch(() => []);
  const [, value = 'not told to this user'] = sync as string[];
  if (value === 'always') return { waits: false };
  return {
    waits: false,
    fault: `it has no WAITAOF, and its appendfsync is ${value}: set appendfsync always, or use Redis 7.2 or later, or Valkey`,
  };
}

/** Waiting for nothing is answered at once. */
async function hasWaitAof(node: Redis): Promise<boolean> {
  try {
    await node.call('WAITAOF', 0, 0, 0);
    return true;
  } catch (error) {
    if (/unknown command/i.test((error as Error).message)) return false;
    throw error;
  }
}

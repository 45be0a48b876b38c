import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';
import { ask } from './ask';
import { faultsOf } from './faults-of';
import { RedisConnection } from './redis-connection';
import { isRefusal, StoreUnavailableError } from './redis-errors';

/** Redis is there but cannot be used; the message is the one line that the operator reads. */
export class RedisStartError extends Error {}

const SOON_MS = 100;

/** Nodes that were looked at; what they are does not change while they are connected. */
const fit = new WeakSet<Redis>();

/**
 * Waits for the connection and refuses a server that would lose data or cannot run the scripts. One that answers and
 * refuses for now (it loads its data, a long script runs) is waited for within the start's time, and then taken as it is:
 * calls are refused until it serves, and it is looked at before it gets the scripts.
 */
export async function whenUsable(connection: RedisConnection): Promise<RedisConnection> {
  const { client } = connection;
  let last = 'it did not answer';
  // The listener stays: a later loss of the connection is an event too, and without a listener it would be thrown.
  client.on('error', (error: Error & { lastNodeError?: Error }) => {
    last = (error.lastNodeError ?? error).message || last;
  });
  try {
    for (;;) {
      const fault = (await isReady(connection)) ? await firstFault(connection) : away(last);
      if (!fault || fault.why === 'refusing') return connection;
      if (performance.now() > connection.startBy) {
        if (isRefusal(last) || isLoading(connection)) return connection;
        throw new RedisStartError(
          `Redis cannot be reached (${last}): start it, or correct REDIS_URL or REDIS_CLUSTER_NODES.`,
        );
      }
      await sleep(SOON_MS);
    }
  } catch (error) {
    client.disconnect();
    throw error;
  }
}

/** Once for each node. */
export async function refuseUnfit(connection: RedisConnection, node: Redis): Promise<void> {
  if (fit.has(node)) return;
  await refuseOldServer(connection, node);
  await refuseEviction(connection, node);
  fit.add(node);
}

async function refuseOldServer(connection: RedisConnection, node: Redis): Promise<void> {
  const info = await ask(connection, 'INFO', () => node.info('server'));
  const [, version = '?'] = /redis_version:(\S+)/.exec(info) ?? [];
  if (!(parseInt(version, 10) >= 7)) {
    throw new RedisStartError(`Redis ${version} is too old: use Redis 7.0 or later, or Valkey.`);
  }
}

/** An evicting Redis forgets stock and balances when memory runs short; ours must refuse writes instead. */
async function refuseEviction(connection: RedisConnection, node: Redis): Promise<void> {
  const policy = await ask(connection, 'CONFIG GET', () => node.config('GET', 'maxmemory-policy'))
    .then((reply) => String((reply as string[])[1]))
    .catch((error: Error) => {
      if (error instanceof StoreUnavailableError && error.why !== 'denied') throw error;
      return null;
    });
  if (policy === null) {
    new Logger('Redis').warn(
      'CONFIG GET is not allowed here: make sure that maxmemory-policy is noeviction.',
    );
  } else if (policy !== 'noeviction') {
    throw new RedisStartError(
      `Redis evicts keys (maxmemory-policy ${policy}): set maxmemory-policy noeviction.`,
    );
  }
}

/** One usable master of a cluster is enough: the others may be away, and are looked at before they get the scripts. */
async function firstFault(connection: RedisConnection): Promise<StoreUnavailableError | undefined> {
  const masters = connection.masters();
  const faults = await faultsOf(masters.map((node) => refuseUnfit(connection, node)));
  for (const fault of faults) {
    if (!(fault instanceof StoreUnavailableError) || fault.why === 'denied') throw fault;
  }
  if (faults.length < masters.length) return undefined;
  return (faults as StoreUnavailableError[]).find(({ why }) => why === 'refusing') ?? away('');
}

/** Whether commands can be sent; waits for a moment where they cannot. */
function isReady({ client }: RedisConnection): Promise<boolean> {
  if (client.status === 'ready') return Promise.resolve(true);
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      client.off('ready', done);
      resolve(client.status === 'ready');
    };
    const timer = setTimeout(done, SOON_MS);
    client.once('ready', done);
  });
}

/** It has answered, and is asked again and again whether it is through. */
function isLoading({ client }: RedisConnection): boolean {
  return client instanceof Redis && client.status === 'connect' && client.stream.bytesRead > 0;
}

function away(reason: string): StoreUnavailableError {
  return new StoreUnavailableError(reason, false);
}

import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';
import { ask } from './ask';
import { faultsOf } from './faults-of';
import { RedisConnection } from './redis-connection';
import { Faults } from './hopeless';
import { notAllowed } from './permissions';
import { isRefusal, StoreUnavailableError } from './redis-errors';
import { RedisStartError } from './redis-start-error';

export { RedisStartError } from './redis-start-error';

const SOON_MS = 100;

/** Connections whose other end was looked at; what it is does not change while they are open. */
const fit = new WeakSet<object>();

/**
 * Waits for the connection and refuses a server that would lose data or cannot run the scripts. One that answers and
 * refuses for now (it loads its data, a long script runs) is waited for within the start's time, and then taken as it is:
 * calls are refused until it serves, and it is looked at before it gets the scripts.
 */
export async function whenUsable(connection: RedisConnection): Promise<RedisConnection> {
  const { client } = connection;
  const faults = new Faults(connection);
  try {
    for (;;) {
      const fault = (await isReady(connection)) ? await firstFault(connection) : away(faults.last);
      if (fault?.why === 'away') faults.refuse();
      if (!fault || fault.why === 'refusing') return connection;
      if (performance.now() > connection.startBy) {
        if (isRefusal(faults.last) || isLoading(connection)) return connection;
        throw new RedisStartError(
          `Redis cannot be reached (${faults.last}): start it, or correct REDIS_URL or REDIS_CLUSTER_NODES.`,
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
  if (fit.has(node.stream)) return;
  await refuseOldServer(connection, node);
  await refuseEviction(connection, node);
  fit.add(node.stream);
}

async function refuseOldServer(connection: RedisConnection, node: Redis): Promise<void> {
  const info = await ask(connection, 'INFO', () => node.info('server'));
  const [, version = '?'] = /redis_version:(\S+)/.exec(info) ?? [];
  if (!(parseInt(version, 10) >= 7)) {
    throw new RedisStartError(`Redis ${version} is too old: use Redis 7.0 or later, or Valkey.`);
  }
  // Valkey 8 and later call it `server_mode`.
  const [, mode] = /(?:redis|server)_mode:(\w+)/.exec(info) ?? [];
  if (mode === 'sentinel') {
    throw new RedisStartError('REDIS_URL names a Sentinel: use redis+sentinel://host:port/name.');
  }
  // It would serve the stores of its own slots, and of no others.
  if (mode === 'cluster' && connection.client instanceof Redis) {
    throw new RedisStartError('REDIS_URL names a node of a cluster: use REDIS_CLUSTER_NODES.');
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
    if (!(fault instanceof StoreUnavailableError)) throw fault;
    if (fault.why === 'denied') throw notAllowed(connection, fault.reason);
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

import { Logger } from '@nestjs/common';
import { RedisConnection } from './redis-connection';

/** Redis is there but cannot be used; the message is the one line that the operator reads. */
export class RedisStartError extends Error {}

const WAIT_MS = 10_000;

type RedisNode = ReturnType<RedisConnection['masters']>[number];

/** Waits for the connection and refuses a server that would lose data or cannot run the scripts. */
export async function whenUsable(connection: RedisConnection): Promise<RedisConnection> {
  try {
    await whenReady(connection);
    for (const node of connection.masters()) {
      await refuseOldServer(node);
      await refuseEviction(node);
    }
    return connection;
  } catch (error) {
    connection.client.disconnect();
    throw error;
  }
}

async function refuseOldServer(node: RedisNode): Promise<void> {
  const [, version = '?'] = /redis_version:(\S+)/.exec(await node.info('server')) ?? [];
  if (!(parseInt(version, 10) >= 7)) {
    throw new RedisStartError(`Redis ${version} is too old: use Redis 7.0 or later, or Valkey.`);
  }
}

function whenReady({ client }: RedisConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    let last = 'it did not answer';
    const onError = (error: Error & { lastNodeError?: Error }): void => {
      last = (error.lastNodeError ?? error).message || last;
    };
    const timer = setTimeout(() => {
      reject(
        new RedisStartError(
          `Redis cannot be reached (${last}): start it, or correct REDIS_URL or REDIS_CLUSTER_NODES.`,
        ),
      );
    }, WAIT_MS);
    // The listener stays: a later loss of the connection is an event too, and without a listener it would be thrown.
    client.on('error', onError);
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    if (client.status === 'ready') done();
    else client.once('ready', done);
  });
}

/** An evicting Redis forgets stock and balances when memory runs short; ours must refuse writes instead. */
async function refuseEviction(node: RedisNode): Promise<void> {
  const reply = await node.config('GET', 'maxmemory-policy').catch(() => null);
  const policy = Array.isArray(reply) ? String(reply[1]) : null;
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

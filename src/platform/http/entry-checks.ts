import { FastifyInstance } from 'fastify';
import { Config } from '../config/config';
import { KeyFile } from './auth/key-file';
import { requireKey } from './auth/require-key';
import { Client } from './limits/call-counter';
import { limitInFlight } from './limits/in-flight';
import { limitRate } from './limits/rate-limit';
import { refuseForeignPages } from './own-pages';
import { Stopping } from './stopping';

/** Settings and keys that the checks use. */
export interface EntryChecks {
  config: Config;
  /** Unset: no keys are needed. */
  keys?: KeyFile;
  stopping: Stopping;
  /** Client that counts calls. */
  redis: Client;
}

/** Checks each call before its body is read: the service takes calls, knows the caller, has room, allows the rate. */
export async function addEntryChecks(
  fastify: FastifyInstance,
  { config, keys, stopping, redis }: EntryChecks,
): Promise<void> {
  fastify.addHook('onRequest', stopping.refuse);
  if (keys) {
    fastify.addHook('onClose', async () => keys.close());
    fastify.addHook(
      'onRequest',
      requireKey(() => keys.current),
    );
  } else {
    refuseForeignPages(fastify, config.HOST);
  }
  limitInFlight(fastify, config.MAX_IN_FLIGHT);
  if (config.RATE_LIMIT_PER_MINUTE > 0) await limitRate(fastify, config.RATE_LIMIT_PER_MINUTE, redis);
}

import rateLimit from '@fastify/rate-limit';
import { FastifyInstance, FastifyRequest } from 'fastify';
import { accessOf } from '../auth/require-key';
import { RATE_LIMITED } from '../http.problems';
import { Problem } from '../problem';
import { CallCounter, Client } from './call-counter';

const MINUTE_MS = 60_000;

/**
 * So many calls a minute for each key, counted in Redis and so over all instances; for each address where no keys are
 * in force. Must be awaited before the routes are made. Where Redis does not count at once, the call passes uncounted.
 */
export async function limitRate(fastify: FastifyInstance, perMinute: number, redis: Client): Promise<void> {
  await fastify.register(rateLimit, {
    max: perMinute,
    timeWindow: MINUTE_MS,
    redis: new CallCounter(redis),
    nameSpace: 'ch:rate:',
    skipOnError: true,
    enableDraftSpec: true,
    allowList: (request: FastifyRequest) => accessOf(request) === 'open',
    keyGenerator: ({ caller, ip }: FastifyRequest) => (caller ? `key:${caller.name}` : `ip:${ip}`),
    errorResponseBuilder: ({ caller }, { max }) =>
      new Problem(
        RATE_LIMITED,
        `${caller ? `The key "${caller.name}"` : 'Your address'} may make ${max} calls a minute.`,
      ),
  });
}

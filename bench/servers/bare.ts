/**
 * The limit that the service is measured against: Fastify and one script per route through ioredis, and nothing else. No
 * keys, no validation, no metrics, no log, no framework on top. With OWN_BODIES it reads bodies as the service does
 * (docs/adr/0013), and is a limit that is harder to come near to.
 */
import fastify, { FastifyInstance } from 'fastify';
import { Redis } from 'ioredis';
import { acceptJsonOnly } from '../../src/platform/http/body-reader';
import { CLIENT_OPTIONS } from '../../src/platform/redis/redis-connection';
import { RawCall } from '../support/raw-call';
import { BARE_ROUTES, BareRoute } from './bare-routes';
import { serve } from './serve';

async function main(): Promise<void> {
  const redis = new Redis({ path: process.env.REDIS_SOCKET!, ...CLIENT_OPTIONS });
  const app = fastify();
  if (process.env.OWN_BODIES) acceptJsonOnly(app);
  for (const route of BARE_ROUTES) addRoute(app, redis, route, await RawCall.of(route.call));
  await serve(app);
}

function addRoute(
  app: FastifyInstance,
  redis: Redis,
  { method, url, status, answer }: BareRoute,
  call: RawCall,
): void {
  app.route<{ Params: { id: string } }>({
    method,
    url,
    handler: async ({ headers, params }, reply) => {
      const [outcome, ...values] = await call.run(redis, headers['idempotency-key'] as string, params.id);
      // The load fails on it: a limit that refuses, or repeats itself, would be none.
      if (outcome !== 'OK') throw new Error(outcome);
      void reply.status(status);
      return answer(values, params.id);
    },
  });
}

void main();

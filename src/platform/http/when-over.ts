import { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

type Tell = (request: FastifyRequest, reply: FastifyReply) => void;

/**
 * Tells of every request once it is over. Fastify's onResponse does not hear of one whose caller hung up before there
 * was an answer, though its handler was through and may have had its effect.
 */
export function whenOver(fastify: FastifyInstance, tell: Tell): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    tell(request, reply);
    done();
  });
  whenHungUp(fastify, tell);
}

/** Tells of requests whose callers hung up before there was an answer, once it is there all the same. */
export function whenHungUp(fastify: FastifyInstance, tell: Tell): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (hasHungUp(reply)) tell(request, reply);
    done(null, payload);
  });
}

export function hasHungUp({ raw }: FastifyReply): boolean {
  return raw.destroyed;
}

import { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

type Tell = (request: FastifyRequest, reply: FastifyReply) => void;

/** Who is told of requests to an instance once they are over. */
interface Listeners {
  answered: Tell[];
  hungUp: Tell[];
}

const known = new WeakMap<FastifyInstance, Listeners>();

/**
 * Tells of every request once it is over. Fastify's onResponse does not hear of one whose caller hung up before there
 * was an answer, though its handler was through and may have had its effect.
 */
export function whenOver(fastify: FastifyInstance, tell: Tell): void {
  listenersOf(fastify).answered.push(tell);
  whenHungUp(fastify, tell);
}

/** Tells of requests whose callers hung up before there was an answer, once it is there all the same. */
export function whenHungUp(fastify: FastifyInstance, tell: Tell): void {
  listenersOf(fastify).hungUp.push(tell);
}

/** One pair of hooks for all who listen: Fastify spends time on each hook of each request, even an idle one. */
function listenersOf(fastify: FastifyInstance): Listeners {
  let listeners = known.get(fastify);
  if (!listeners) known.set(fastify, (listeners = listen(fastify)));
  return listeners;
}

function listen(fastify: FastifyInstance): Listeners {
  const listeners: Listeners = { answered: [], hungUp: [] };
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (hasHungUp(reply)) for (const tell of listeners.hungUp) tell(request, reply);
    done(null, payload);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    for (const tell of listeners.answered) tell(request, reply);
    done();
  });
  return listeners;
}

export function hasHungUp({ raw }: FastifyReply): boolean {
  return raw.destroyed;
}

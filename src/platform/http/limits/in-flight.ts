import { FastifyInstance, FastifyRequest } from 'fastify';
import { accessOf } from '../auth/require-key';
import { isEmpty } from '../is-empty';
import { Problem } from '../problem';
import { CallsInHand, InHand } from './calls-in-hand';

declare module 'fastify' {
  interface FastifyInstance {
    callsInHand: CallsInHand;
  }
  interface FastifyRequest {
    /** Set for a call that counts as in hand. */
    inHand: InHand | undefined;
  }
}

/**
 * Lets no more calls in than there is room for. A call whose caller hung up counts for as long as its handler works on
 * it: else those who lose patience and repeat would pile up work unseen.
 */
export function limitInFlight(fastify: FastifyInstance, max: number): void {
  const calls = new CallsInHand(max);
  fastify.decorate('callsInHand', calls);
  fastify.decorateRequest('inHand', undefined);
  fastify.addHook('onRequest', (request, reply, done) => {
    // Health must answer above all when there is too much to do.
    if (request.is404 || accessOf(request) === 'open') return done();
    const entered = calls.enter(request.caller?.name);
    if (entered instanceof Problem) return done(entered);
    request.inHand = entered;
    // Only a body can fail to arrive.
    if (request.method !== 'GET' || !isEmpty(request)) {
      reply.raw.once('close', () => {
        if (request.inHand?.stage === 'arriving') leave(request);
      });
    }
    done();
  });
  fastify.addHook('preHandler', (request, _reply, done) => {
    if (request.inHand) request.inHand.stage = 'worked on';
    done();
  });
  fastify.addHook('onSend', (request, _reply, payload, done) => {
    leave(request);
    done(null, payload);
  });

  function leave(request: FastifyRequest): void {
    if (request.inHand) calls.leave(request.inHand);
    request.inHand = undefined;
  }
}

/** Counts bytes of a body that have come, and says why there is no room for them, where there is none. */
export function refuseBytes({ server, inHand }: FastifyRequest, bytes: number): Problem | undefined {
  return inHand && server.callsInHand.addBytes(inHand, bytes);
}

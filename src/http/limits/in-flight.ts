import { FastifyInstance } from 'fastify';
import { accessOf } from '../auth/require-key';
import { OVERLOADED } from '../http.problems';
import { Problem } from '../problem';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of a call that counts as in hand: whether its handler has it, or its body is still on the way. */
    inHand: 'arriving' | 'worked on' | undefined;
  }
}

/**
 * Counts the calls that were let in and are not answered yet, and lets no more in than `max`. A call whose caller hung
 * up counts for as long as its handler works on it: else those who lose patience and repeat would pile up work unseen.
 */
export function limitInFlight(fastify: FastifyInstance, max: number): void {
  let inFlight = 0;
  fastify.decorateRequest('inHand', undefined);
  fastify.addHook('onRequest', (request, reply, done) => {
    // Health must answer above all when there is too much to do.
    if (request.is404 || accessOf(request) === 'open') return done();
    if (inFlight >= max) {
      return done(new Problem(OVERLOADED, `There are ${max} calls in hand already; this one had no effect.`));
    }
    inFlight++;
    request.inHand = 'arriving';
    // Only a body can fail to arrive.
    if (request.method !== 'GET') {
      reply.raw.once('close', () => {
        if (request.inHand === 'arriving') release(request);
      });
    }
    done();
  });
  fastify.addHook('preHandler', (request, _reply, done) => {
    if (request.inHand) request.inHand = 'worked on';
    done();
  });
  fastify.addHook('onSend', (request, _reply, payload, done) => {
    release(request);
    done(null, payload);
  });

  function release(request: { inHand: string | undefined }): void {
    if (request.inHand) inFlight--;
    request.inHand = undefined;
  }
}

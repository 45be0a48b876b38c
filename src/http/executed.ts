import { FastifyReply, FastifyRequest } from 'fastify';

/** What a mutating call answers: the body, and what the headers say of it. */
export class Executed<T> {
  constructor(
    readonly body: T,
    readonly replayed: boolean,
    /** Where the status depends on the effect (PUT: 201 or 200). */
    readonly status?: number,
    /** Of a versioned resource: becomes the strong ETag. */
    readonly version?: number,
  ) {}
}

/** A Fastify hook: unwraps Executed into body and headers. Cheaper than an interceptor on every route. */
export async function unwrapExecuted(_request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (!(payload instanceof Executed)) return payload;
  if (payload.replayed) void reply.header('idempotent-replayed', 'true');
  if (payload.status !== undefined) void reply.status(payload.status);
  if (payload.version !== undefined) void reply.header('etag', `"${payload.version}"`);
  return payload.body;
}

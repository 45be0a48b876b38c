import { FastifyReply, FastifyRequest } from 'fastify';
import { locationOf } from './location';

/** The answer of a mutating call: the body, and the facts that become headers. */
export class Executed<T> {
  constructor(
    readonly body: T,
    readonly replayed: boolean,
    /** Where the status depends on the effect (PUT: 201 or 200). */
    readonly status?: number,
    /** Version of a versioned resource: becomes the strong ETag. */
    readonly version?: number,
  ) {}
}

/** A body that is sent as it stands. */
export class Verbatim {
  constructor(
    readonly mediaType: string,
    readonly text: string,
  ) {}
}

/** A Fastify hook: unwraps Executed into body and headers. Cheaper than an interceptor on every route. */
export function unwrapExecuted(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: (error: null, body: unknown) => void,
): void {
  const body = payload instanceof Executed ? unwrap(request, reply, payload) : payload;
  if (body instanceof Verbatim) void reply.type(body.mediaType).serializer(() => body.text);
  done(null, body);
}

function unwrap(
  request: FastifyRequest,
  reply: FastifyReply,
  { body, replayed, status, version }: Executed<unknown>,
): unknown {
  if (replayed) void reply.header('idempotent-replayed', 'true');
  if (status !== undefined) void reply.status(status);
  if (version !== undefined) void reply.header('etag', `"${version}"`);
  if (reply.statusCode === 201) void reply.header('location', locationOf(request, body));
  return body;
}

import { FastifyInstance, FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { CSV_TYPE } from './csv-body';
import { MALFORMED_REQUEST, PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE } from './http.problems';
import { isEmpty } from './is-empty';
import { parseBody } from './json-body';
import { refuseBytes } from './limits/in-flight';
import { passRest } from './pass-rest';
import { Problem } from './problem';
import { ignoresNothing } from './taken';

const MAX_BODY_BYTES = 1_048_576;

const JSON_TYPE = /^application\/(json|[\w.+-]+\+json)(\s*;.*)?$/i;
const WITH_BODY = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Reads JSON bodies, and nothing else, instead of Fastify: its reader binds an AsyncResource for each, which is a tenth
 * of a call on Node 20 (docs/adr/0013-bodies-without-fastify.md). An absent body is undefined.
 */
export function acceptJsonOnly(fastify: FastifyInstance): void {
  for (const method of WITH_BODY) fastify.addHttpMethod(method, { hasBody: false, overrideExisting: true });
  fastify.addHook('preValidation', (request, reply, done) => {
    const mayHaveBody = WITH_BODY.includes(request.method);
    if (request.is404 || !(mayHaveBody || ignoresNothing(request))) return done();
    const type = request.headers['content-type'];
    const hasNone = isEmpty(request);
    if (hasNone && (type === undefined || !mayHaveBody)) return done();
    const { takesCsv } = request.routeOptions.config;
    if (!(takesCsv ? CSV_TYPE : JSON_TYPE).test(type ?? '')) {
      return refuse(reply, notOfType(takesCsv ? 'text/csv' : 'application/json', type), done);
    }
    if (hasNone) return done();
    if (isEncoded(request)) return refuse(reply, encoded(), done);
    // A file is for its handler to read.
    if (takesCsv) return done();
    readBody(request, reply, done);
  });
}

/** Compressed, say: it would be read as what it is not. */
function isEncoded({ headers }: FastifyRequest): boolean {
  return !/^(identity)?$/i.test(headers['content-encoding']?.trim() ?? '');
}

function readBody(request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void {
  if (Number(request.headers['content-length']) > MAX_BODY_BYTES) return refuse(reply, tooLarge(), done);
  const chunks: Buffer[] = [];
  let bytes = 0;
  let isOver = false;
  const end = (refusal?: Problem): void => {
    if (isOver) return;
    isOver = true;
    if (refusal) refuse(reply, refusal, done);
    else take(request, chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks), done);
  };
  request.raw
    .on('data', (chunk: Buffer) => {
      if (isOver) return;
      bytes += chunk.length;
      const refusal = bytes > MAX_BODY_BYTES ? tooLarge() : refuseBytes(request, chunk.length);
      if (refusal) end(refusal);
      else chunks.push(chunk);
    })
    .on('end', () => end())
    .on('error', () => end(new Problem(MALFORMED_REQUEST, 'The body broke off.')));
}

function take(request: FastifyRequest, body: Buffer, done: HookHandlerDoneFunction): void {
  try {
    request.body = parseBody(request, body);
  } catch (error) {
    return done(error as Error);
  }
  done();
}

/** The unread rest of the body must not be taken for the next request: the connection ends with the answer. */
function refuse(reply: FastifyReply, problem: Problem, done: HookHandlerDoneFunction): void {
  void reply.header('connection', 'close');
  passRest(reply.request.raw, () => done(problem));
}

function tooLarge(): Problem {
  return new Problem(PAYLOAD_TOO_LARGE, `The body has more than ${MAX_BODY_BYTES} bytes.`);
}

function encoded(): Problem {
  const detail = 'The body must be sent as it is, without a Content-Encoding.';
  return new Problem(UNSUPPORTED_MEDIA_TYPE, detail, {}, { 'accept-encoding': 'identity' });
}

function notOfType(wanted: string, type: string | undefined): Problem {
  const sent = type === undefined ? 'it has no Content-Type' : 'its Content-Type is another';
  return new Problem(UNSUPPORTED_MEDIA_TYPE, `The body must be ${wanted}; ${sent}.`);
}

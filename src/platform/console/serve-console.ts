import { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ConsoleFile, readConsole } from './console-files';

const PAGE = 'index.html';
/** Pages of the console; each is an address of its own, and the page finds out from it what to show. */
const PAGES =
  /^(?:overview|stock|reservations|orders|ledger|workflow|journal|webhooks|campaigns|waits)(?:\/|$)/;

/** A page holds nothing of a store: the calls that it makes need a key. */
const OPEN = { config: { access: 'open' } } as const;

/** The console at /console, to which / leads: a static application that knows no more than the public API. */
export function serveConsole(fastify: FastifyInstance): void {
  const files = readConsole();
  const send = (path: string, request: FastifyRequest, reply: FastifyReply): FastifyReply | void => {
    const file = files.get(path);
    return file ? sendFile(file, request, reply) : reply.callNotFound();
  };
  fastify.get('/', OPEN, (_request, reply) => reply.redirect('/console', 302));
  fastify.get('/favicon.ico', OPEN, (request, reply) => send('favicon.ico', request, reply));
  fastify.get('/console', OPEN, (request, reply) => send(PAGE, request, reply));
  fastify.get('/console/*', OPEN, (request, reply) => {
    const { '*': path } = request.params as { '*': string };
    return send(path === '' || PAGES.test(path) ? PAGE : path, request, reply);
  });
}

function sendFile(
  { type, bytes, gzipped }: ConsoleFile,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  void reply.type(type).header('vary', 'accept-encoding');
  const takesGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  return takesGzip ? reply.header('content-encoding', 'gzip').send(gzipped) : reply.send(bytes);
}

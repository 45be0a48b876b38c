import { Socket } from 'node:net';
import { FastifyInstance } from 'fastify';
import { MALFORMED_REQUEST, REQUEST_TIMEOUT } from './http.problems';
import { Problem } from './problem';
import { ANSWER_HEADERS } from './security-headers';

const REASONS: Record<number, string> = { 400: 'Bad Request', 408: 'Request Timeout' };

/** Node would answer these by itself, without a body; here they go the way of every request. */
export function leaveNothingToNode(fastify: FastifyInstance): void {
  const { server } = fastify;
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  fastify.addHook('onRequest', ({ headers, raw }, _reply, done) => {
    if (headers.host !== undefined || raw.httpVersion !== '1.1') return done();
    done(new Problem(MALFORMED_REQUEST, 'A request of HTTP/1.1 has a Host header.'));
  });
}

/** Bytes that are not HTTP never become a request; they are answered on the socket, and the connection ends. */
export function refuseGarbage(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const timedOut = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  const problem = timedOut
    ? new Problem(REQUEST_TIMEOUT, 'The request did not arrive in time.')
    : new Problem(MALFORMED_REQUEST, 'This is not a request that an HTTP/1.1 server can read.');
  const { status } = problem.kind;
  const body = JSON.stringify(problem.body());
  socket.end(
    `HTTP/1.1 ${status} ${REASONS[status]}\r\nContent-Type: application/problem+json; charset=utf-8\r\n` +
      Object.entries(ANSWER_HEADERS)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('') +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

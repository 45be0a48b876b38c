import { FastifyRequest } from 'fastify';

/** Whether a request comes without a body. */
export function isEmpty({ headers }: FastifyRequest): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] === undefined && (length === undefined || Number(length) === 0);
}

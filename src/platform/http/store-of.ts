import { FastifyRequest } from 'fastify';

/** The store in the path; what cannot be the name of one may be anything, and is not logged. */
export function storeOf({ params }: FastifyRequest): string | undefined {
  const { store } = (params ?? {}) as { store?: string };
  return store !== undefined && /^[a-z0-9][a-z0-9-]{0,62}$/.test(store) ? store : undefined;
}

/** Names of the compared servers, in tables and in the plot. */
export const NAMES = {
  service: 'Countinghouse',
  bare: 'bare Fastify',
  bareOwnBodies: 'bare Fastify, bodies read as by the service',
  watchFew: 'Redis WATCH/MULTI, 2 at a time',
  watch: 'Redis WATCH/MULTI, 20 at a time',
  postgres: 'PostgreSQL',
  postgresAsync: 'PostgreSQL, asynchronous commit',
} as const;

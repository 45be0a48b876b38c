import { AddRouteConfig } from './route-config';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Its answer goes on for as long as the reader listens. */
    streams?: true;
  }
}

/** Says so of a route: how long its answers take tells nothing. */
export const Streams = (): MethodDecorator => AddRouteConfig({ streams: true });

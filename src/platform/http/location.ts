import { FastifyRequest } from 'fastify';
import { pathOf } from './path-of';
import { AddRouteConfig } from './route-config';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Address of what the call makes, where it is not the rule's. */
    location?: string;
  }
}

/**
 * Says where that is which a call has made: a route with parts of the call's own path (`:store`) and members of the
 * answer (`{id}`). Without it a PUT has made what it is sent to, and a POST what lies under its path by the `id` of the answer.
 */
export const LocatedAt = (route: string): MethodDecorator => AddRouteConfig({ location: route });

/** The address that a 201 tells. */
export function locationOf({ method, url, params, routeOptions }: FastifyRequest, body: unknown): string {
  const path = pathOf(url);
  if (method === 'PUT') return path;
  const part = (of: unknown, name: string): string =>
    encodeURIComponent((of as Record<string, string>)[name]!);
  const { location } = routeOptions.config;
  if (location === undefined) return `${path}/${part(body, 'id')}`;
  return location.replace(/:(\w+)|\{(\w+)\}/g, (_, own: string | undefined, member: string) =>
    own ? part(params, own) : part(body, member),
  );
}

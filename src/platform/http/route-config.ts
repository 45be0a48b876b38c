import { RouteConfig } from '@nestjs/platform-fastify';
import { FASTIFY_ROUTE_CONFIG_METADATA } from '@nestjs/platform-fastify/constants';
import { FastifyContextConfig } from 'fastify';

/** Adds to what Fastify hands out with a route. Nest's own RouteConfig replaces what another decorator put there. */
export function AddRouteConfig(config: FastifyContextConfig): MethodDecorator {
  return (target, name, descriptor) =>
    RouteConfig({ ...routeConfigOf(descriptor.value as object), ...config })(target, name, descriptor);
}

/** The route configuration that decorators have set so far. */
export function routeConfigOf(handler: object): FastifyContextConfig {
  return (
    (Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, handler) as FastifyContextConfig | undefined) ?? {}
  );
}

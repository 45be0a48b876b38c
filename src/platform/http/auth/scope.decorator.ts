import { applyDecorators, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import { AddRouteConfig, routeConfigOf } from '../route-config';
import { NotesWhatIsTaken } from '../taken';
import type { Domain as DomainName, Scope as ScopeName } from './scopes';

/** Who may call a route: the holder of a key with this scope, or anyone. Fastify hands it out with the route. */
export type Access = ScopeName | 'open';

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
}

/** The scope of one handler, where it is not what the controller's @Domain makes of its method. */
export function Scope(scope: ScopeName): MethodDecorator {
  return (target, name, descriptor) => {
    AddRouteConfig({ access: scope })(target, name, descriptor);
    ApiBearerAuth()(target, name, descriptor);
    ApiExtension('x-scope', scope)(target, name, descriptor);
  };
}

/** A scope that some calls of a handler need beside its own, and which calls. */
export type AlsoNeeded = [scope: ScopeName, when: string];

/** Documents such scopes; `@MissingScope` finds one missing. */
export function AlsoNeeds(...needed: AlsoNeeded[]): MethodDecorator {
  return ApiExtension(
    'x-scopes-also',
    needed.map(([scope, when]) => ({ scope, when })),
  );
}

/**
 * The handlers of a controller: a GET needs `<domain>:read`, anything else `<domain>:write`, and what a handler does not
 * take of a request must not be there.
 */
export function Domain(domain: DomainName): ClassDecorator {
  const scopeOf = (handler: object): MethodDecorator =>
    Scope(
      Reflect.getMetadata(METHOD_METADATA, handler) === RequestMethod.GET
        ? `${domain}:read`
        : `${domain}:write`,
    );
  return applyDecorators(
    eachHandler(() => NotesWhatIsTaken),
    eachHandler(unlessDeclared(scopeOf)),
  );
}

/** The handlers of a controller need no key. */
export function Open(): ClassDecorator {
  return eachHandler(unlessDeclared(() => AddRouteConfig({ access: 'open' })));
}

type DecoratorOf = (handler: object) => MethodDecorator | undefined;

/** Method decorators run before those of their class, so what a handler declares for itself is there already. */
function unlessDeclared(decoratorOf: DecoratorOf): DecoratorOf {
  return (handler) => (routeConfigOf(handler).access === undefined ? decoratorOf(handler) : undefined);
}

function eachHandler(decoratorOf: DecoratorOf): ClassDecorator {
  return ({ prototype }: { prototype: object }) => {
    for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      const handler: unknown = descriptor.value;
      if (typeof handler !== 'function' || !Reflect.hasMetadata(METHOD_METADATA, handler)) continue;
      decoratorOf(handler)?.(prototype, name, descriptor);
    }
  };
}

import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { getMetadataStorage } from 'class-validator';
import { FastifyRequest, preHandlerHookHandler } from 'fastify';
import { ifMatchOf, ifNoneMatchOf } from './if-match';
import { FieldError } from './problem';
import { AddRouteConfig, routeConfigOf } from './route-config';
import { cut, pointerTo } from './pointer';
import { invalid } from './validation';

/** What a handler takes of a request. Nothing else may be in it: what is ignored was meant. */
export interface Taken {
  body: boolean;
  query: ReadonlySet<string>;
  ifMatch: boolean;
  ifNoneMatch: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    takes?: Taken;
  }
}

const NOTHING: Taken = { body: false, query: new Set(), ifMatch: false, ifNoneMatch: false };

/** Notes what a handler takes. Its parameters tell, so that no handler can forget to. */
export const NotesWhatIsTaken: MethodDecorator = (target, name, descriptor) =>
  AddRouteConfig({ takes: takenBy(target, name, descriptor.value as object) })(target, name, descriptor);

interface Parameter {
  index: number;
  /** Where a decorator of ours takes it from the request. */
  factory?: unknown;
}

function takenBy(controller: object, name: string | symbol, handler: object): Taken {
  const noted = Reflect.getMetadata(ROUTE_ARGS_METADATA, controller.constructor, name) as unknown;
  const parameters = (noted ?? {}) as Record<string, Parameter>;
  const factories = Object.values(parameters).map(({ factory }) => factory);
  const places = (kind: RouteParamtypes): number[] =>
    Object.keys(parameters)
      .filter((key) => key.startsWith(`${kind}:`))
      .map((key) => parameters[key]!.index);
  const types = Reflect.getMetadata('design:paramtypes', controller, name) as (new () => object)[];
  return {
    body: places(RouteParamtypes.BODY).length > 0 || routeConfigOf(handler).keepsJson !== undefined,
    query: new Set(places(RouteParamtypes.QUERY).flatMap((index) => fieldsOf(types[index]!))),
    ifMatch: factories.includes(ifMatchOf),
    ifNoneMatch: factories.includes(ifNoneMatchOf),
  };
}

function fieldsOf(shape: new () => object): string[] {
  const decorators = getMetadataStorage().getTargetValidationMetadatas(shape, '', false, false);
  return decorators.map(({ propertyName }) => propertyName);
}

/** Whether everything in a request to this route must be taken: all but health, metrics and documentation. */
export function ignoresNothing({ is404, routeOptions }: FastifyRequest): boolean {
  return !is404 && routeOptions.url?.startsWith('/v1/') === true;
}

/** Once the body is read. Members that a body must not have beside those that it may is for its class to say. */
export const refuseWhatIsNotTaken: preHandlerHookHandler = (request, _reply, done) => {
  if (!ignoresNothing(request)) return done();
  const { takes = NOTHING } = request.routeOptions.config;
  const errors = [
    ...unknownParameters(request.query as object, takes),
    ...untakenHeaders(request, takes),
    ...(takes.body ? [] : membersOf(request.body)),
  ];
  return errors.length > 0 ? done(invalid(errors)) : done();
};

function unknownParameters(query: object, { query: known }: Taken): FieldError[] {
  const unknown = Object.keys(query).filter((name) => !known.has(name));
  return unknown.map((name) => ({ pointer: `?${cut(name)}`, detail: 'this call has no such parameter' }));
}

function untakenHeaders({ method, headers }: FastifyRequest, takes: Taken): FieldError[] {
  // What is only read cannot be overwritten; there HTTP itself has conditions for caches, which may be passed over.
  if (method === 'GET' || method === 'HEAD') return [];
  const errors: FieldError[] = [];
  if (headers['if-match'] !== undefined && !takes.ifMatch) errors.push(untaken('If-Match'));
  if (headers['if-none-match'] !== undefined && !takes.ifNoneMatch) errors.push(untaken('If-None-Match'));
  return errors;
}

function untaken(pointer: string): FieldError {
  return { pointer, detail: 'this call takes no such condition' };
}

function membersOf(body: unknown): FieldError[] {
  const names = Object.keys((body as object | undefined) ?? {});
  return names.map((name) => ({
    pointer: pointerTo([name]),
    detail: 'this call takes no body, or an empty object',
  }));
}

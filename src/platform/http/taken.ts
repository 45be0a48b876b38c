import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { getMetadataStorage } from 'class-validator';
import { FastifyRequest, preHandlerHookHandler } from 'fastify';
import { dryRunOf, faultInDryRun } from './dry-run';
import { ifMatchOf, ifNoneMatchOf } from './if-match';
import { operationOf } from './operation.decorator';
import { FieldError } from './problem';
import { AddRouteConfig, routeConfigOf } from './route-config';
import { cut, pointerTo } from './pointer';
import { invalid } from './validation';

/** Parts of a request that a handler takes. A request with any other part is refused: its sender meant something. */
export interface Taken {
  body: boolean;
  query: ReadonlySet<string>;
  ifMatch: boolean;
  ifNoneMatch: boolean;
  dryRun: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    takes?: Taken;
  }
}

const NOTHING: Taken = { body: false, query: new Set(), ifMatch: false, ifNoneMatch: false, dryRun: false };

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
    dryRun:
      factories.includes(operationOf) ||
      factories.includes(dryRunOf) ||
      routeConfigOf(handler).writesNothing === true,
  };
}

function fieldsOf(shape: new () => object): string[] {
  const decorators = getMetadataStorage().getTargetValidationMetadatas(shape, '', false, false);
  return decorators.map(({ propertyName }) => propertyName);
}

/** Whether everything in a request to this route must be taken: all but health, metrics and documentation. */
export function ignoresNothing({ routeOptions }: FastifyRequest): boolean {
  return isOfTheApi(routeOptions.url);
}

/** A request to a route that does not exist has no template. */
function isOfTheApi(template: string | undefined): boolean {
  return template !== undefined && template.startsWith('/v1/');
}

/** Once the body is read. Members that a body must not have beside those that it may is for its class to say. */
export const refuseWhatIsNotTaken: preHandlerHookHandler = (request, _reply, done) => {
  // Fastify makes this object anew each time that it is asked for it.
  const { url, config } = request.routeOptions;
  const errors = isOfTheApi(url) ? errorsIn(request, config.takes ?? NOTHING) : undefined;
  return errors ? done(invalid(errors)) : done();
};

/** Makes nothing where there is none: this is asked for every request. */
function errorsIn(request: FastifyRequest, takes: Taken): FieldError[] | undefined {
  const { method, headers } = request;
  let errors: FieldError[] | undefined;
  for (const name in request.query as object) {
    if (takes.query.has(name)) continue;
    const fault = name === 'dryRun' && takes.dryRun ? faultInDryRun(request) : noParameter(name);
    if (fault) (errors ??= []).push(fault);
  }
  // A read overwrites nothing; HTTP has conditions for caches there, which a server may pass over.
  if (method !== 'GET' && method !== 'HEAD') {
    if (headers['if-match'] !== undefined && !takes.ifMatch) (errors ??= []).push(noCondition('If-Match'));
    if (headers['if-none-match'] !== undefined && !takes.ifNoneMatch)
      (errors ??= []).push(noCondition('If-None-Match'));
  }
  if (!takes.body) for (const name in request.body as object) (errors ??= []).push(noMember(name));
  return errors;
}

function noParameter(name: string): FieldError {
  return { pointer: `?${cut(name)}`, detail: 'this call has no such parameter' };
}

function noCondition(pointer: string): FieldError {
  return { pointer, detail: 'this call takes no such condition' };
}

function noMember(name: string): FieldError {
  return { pointer: pointerTo([name]), detail: 'this call takes no body, or an empty object' };
}

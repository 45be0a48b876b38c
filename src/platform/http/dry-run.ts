import { applyDecorators, createParamDecorator, ExecutionContext } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { FastifyRequest, onRequestHookHandler } from 'fastify';
import { FieldError } from './problem';
import { AddRouteConfig } from './route-config';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The call writes nothing anyway, so that it may be tried without a thought. */
    writesNothing?: true;
  }
}

const NAME = 'dryRun';

const queryOf = ({ query }: FastifyRequest): unknown => (query as Record<string, unknown>)[NAME];

/** Whether the call is to decide and answer as ever, and to write nothing. */
export const isDryRun = (request: FastifyRequest): boolean => queryOf(request) === 'true';

export function dryRunOf(_data: unknown, context: ExecutionContext): boolean {
  return isDryRun(context.switchToHttp().getRequest<FastifyRequest>());
}

/** For handlers without an operation; `@OperationOf()` tells it otherwise. */
export const DryRun = createParamDecorator(dryRunOf);

/** The fault in the parameter; undefined where there is none. */
export function faultInDryRun(request: FastifyRequest): FieldError | undefined {
  const given = queryOf(request);
  if (given === 'true' || given === 'false') return undefined;
  return { pointer: `?${NAME}`, detail: 'must be true or false' };
}

/** Says so in the answer, whatever it is. */
export const markDryRun: onRequestHookHandler = (request, reply, done) => {
  if (request.method !== 'GET' && isDryRun(request)) void reply.header('dry-run', 'true');
  done();
};

const DESCRIPTION = `\`true\` tries the call out: it is decided and answered as ever, with \`Dry-Run: true\`, and
changes nothing; its key and its ids stay free. Omit to have the effect.`;

/** Documents the parameter. */
export function TakesDryRun(): MethodDecorator {
  return ApiQuery({ name: NAME, description: DESCRIPTION, required: false, schema: { type: 'boolean' } });
}

/** Documents the parameter for a call that writes nothing: a dry run of it is the call itself. */
export function WritesNothing(): MethodDecorator {
  return applyDecorators(AddRouteConfig({ writesNothing: true }), TakesDryRun());
}

import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import { FastifyRequest } from 'fastify';
import { MALFORMED_JSON } from './http.problems';
import { compactJson, JsonText } from './json-text';
import { Problem } from './problem';
import { AddRouteConfig } from './route-config';
import { invalid } from './validation';

const MAX_DEPTH = 32;

/** Where a body may have members of any name: nowhere, below its own fields, or anywhere. */
type AnyNames = 'below' | 'anywhere';

declare module 'fastify' {
  interface FastifyContextConfig {
    keepsJson?: AnyNames;
  }
  interface FastifyRequest {
    /** The body as it came, where the route keeps it. */
    bodyText?: string;
  }
}

/** For a route that keeps JSON of its callers to the letter; its handler takes it with `@KeptJson()`. */
export const KeepsJson = (anyNames: AnyNames): MethodDecorator => AddRouteConfig({ keepsJson: anyNames });

export const KeptJson = createParamDecorator((_data: unknown, context: ExecutionContext): JsonText => {
  const { bodyText } = context.switchToHttp().getRequest<FastifyRequest>();
  if (bodyText === undefined) throw invalid([]);
  return compactJson(bodyText);
});

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The object that a body is; undefined where it is empty. */
export function parseBody(request: FastifyRequest, body: Buffer): unknown {
  if (body.length === 0) return undefined;
  const { keepsJson } = request.routeOptions.config;
  let value: unknown;
  try {
    const text = utf8.decode(body);
    value = JSON.parse(text);
    inspect(value, MAX_DEPTH, keepsJson);
    if (keepsJson) request.bodyText = text;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(MALFORMED_JSON, `The body cannot be read as JSON: ${reason(error as Error)}.`);
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new Problem(MALFORMED_JSON, 'The body must be a JSON object.');
  }
  return value;
}

/** V8 quotes the body in its message; what was sent may be a secret, so only the kind of fault is told. */
function reason(error: Error): string {
  const position = /position (\d+)/.exec(error.message);
  if (position) return `a fault at position ${position[1]}`;
  return error instanceof SyntaxError ? 'it ends too early or is not JSON' : 'it is not UTF-8';
}

/** Fields that class-transformer drops in silence; unknown fields are refused, so these are too. */
const DROPPED = ['__proto__', 'constructor'];

function refuseDropped(value: object, names: string[]): void {
  const name = names.find((dropped) => Object.hasOwn(value, dropped));
  if (name) throw new Problem(MALFORMED_JSON, `No field may be named ${name}.`);
}

/** Walks the body before anything recursive does, so that deep nesting cannot overflow the stack. */
function inspect(value: unknown, depthLeft: number, anyNames?: AnyNames): void {
  if (value === null || typeof value !== 'object') return;
  if (depthLeft === 0)
    throw new Problem(MALFORMED_JSON, `The body is nested deeper than ${MAX_DEPTH} levels.`);
  if (anyNames !== 'anywhere') refuseDropped(value, depthLeft === MAX_DEPTH ? DROPPED : ['__proto__']);
  const below = anyNames && 'anywhere';
  for (const inner of Object.values(value)) inspect(inner, depthLeft - 1, below);
}

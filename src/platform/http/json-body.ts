import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import { FastifyRequest } from 'fastify';
import { MALFORMED_JSON } from './http.problems';
import { refuseDepth } from './json-depth';
import { ScanRules, scanJson } from './json-scan';
import { compactJson, JsonText } from './json-text';
import { Problem } from './problem';
import { AddRouteConfig } from './route-config';
import { invalid } from './validation';

declare module 'fastify' {
  interface FastifyContextConfig {
    keepsJson?: ScanRules;
  }
  interface FastifyRequest {
    /** The body as it came, where the route keeps it. */
    bodyText?: string;
  }
}

/**
 * For a route that keeps JSON of its callers to the letter, below the fields of the body or as a whole; its handler
 * takes it with `@KeptJson()`. Something else than the number of members must bound it.
 */
export const KeepsJson = (own: 'below' | 'whole', maxMembers = Infinity): MethodDecorator =>
  AddRouteConfig({ keepsJson: { own, maxMembers } });

const KEEPS_NONE: ScanRules = { own: 'nowhere', maxMembers: 0 };

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
  const text = read(() => utf8.decode(body));
  refuseDepth(text);
  const value = read<unknown>(() => JSON.parse(text));
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new Problem(MALFORMED_JSON, 'The body must be a JSON object.');
  }
  scanJson(text, keepsJson ?? KEEPS_NONE);
  if (keepsJson) request.bodyText = text;
  return value;
}

function read<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Problem(MALFORMED_JSON, `The body cannot be read as JSON: ${reason(error as Error)}.`);
  }
}

/** V8 quotes the body in its message; what was sent may be a secret, so only the kind of fault is told. */
function reason(error: Error): string {
  const position = /position (\d+)/.exec(error.message);
  if (position) return `a fault at position ${position[1]}`;
  return error instanceof SyntaxError ? 'it ends too early or is not JSON' : 'it is not UTF-8';
}

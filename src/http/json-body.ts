import { FastifyInstance } from 'fastify';
import { MALFORMED_JSON } from './http.problems';
import { Problem } from './problem';

export const MAX_BODY_BYTES = 1_048_576;
const MAX_DEPTH = 32;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads JSON bodies, and nothing else. An absent body is undefined, whatever the Content-Type says. */
export function acceptJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    /^application\/(json|[\w.+-]+\+json)(\s*;.*)?$/i,
    { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES },
    (_request, body, done) => {
      try {
        done(null, parse(body as Buffer));
      } catch (error) {
        done(error as Error);
      }
    },
  );
}

function parse(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  let value: unknown;
  try {
    const text = utf8.decode(body);
    value = JSON.parse(text);
    inspect(value, MAX_DEPTH);
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

/**
 * Walks the body before anything recursive does, so that deep nesting cannot overflow the stack. A field named
 * `__proto__` is refused: class-transformer would drop it in silence.
 */
function inspect(value: unknown, depthLeft: number): void {
  if (value === null || typeof value !== 'object') return;
  if (depthLeft === 0) throw new Problem(MALFORMED_JSON, `The body is nested deeper than ${MAX_DEPTH} levels.`);
  if (Object.hasOwn(value, '__proto__')) throw new Problem(MALFORMED_JSON, 'No field may be named __proto__.');
  for (const inner of Object.values(value)) inspect(inner, depthLeft - 1);
}

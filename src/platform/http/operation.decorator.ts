import { hash } from 'node:crypto';
import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import { FastifyRequest } from 'fastify';
import { Operation, uuidv7 } from '../redis';
import { IDEMPOTENCY_KEY_MISSING } from './http.problems';
import { pathOf } from './path-of';
import { Problem } from './problem';
import { invalid } from './validation';

const HEADER = 'idempotency-key';

/**
 * The operation that this request is: the caller's idempotency key and the fingerprint of what it is sent with.
 * `@OperationOf('optional')` on PUT, PATCH and DELETE makes up an id where no key was given.
 */
export const OperationOf = createParamDecorator(
  (presence: 'required' | 'optional' | undefined, context: ExecutionContext): Operation => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const id = keyOf(request, presence ?? 'required');
    const fingerprint = fingerprintOf(request);
    const operation = { fingerprint, caller: request.caller?.name };
    return id === undefined ? { id: uuidv7(), unrepeatable: true, ...operation } : { id, ...operation };
  },
);

function keyOf(request: FastifyRequest, presence: 'required' | 'optional'): string | undefined {
  const header = request.headers[HEADER];
  if (header === undefined || header === '') {
    if (presence === 'optional') return undefined;
    throw new Problem(
      IDEMPOTENCY_KEY_MISSING,
      `${request.method} ${pathOf(request.url)} needs an Idempotency-Key header.`,
    );
  }
  // The draft standard has it in double quotes (a structured field string); most clients send it bare.
  const key = String(header).replace(/^"(.*)"$/, '$1');
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw invalid([
      { pointer: 'Idempotency-Key', detail: 'the header must be 1 to 255 visible ASCII characters' },
    ]);
  }
  return key;
}

/** 128 bits of SHA-256 over method, path and body; the order of the body's fields does not matter. */
function fingerprintOf(request: FastifyRequest): string {
  const text = `${request.method} ${pathOf(request.url)}\n${canonical(request.body)}`;
  return hash('sha256', text, 'base64url').slice(0, 22);
}

function canonical(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(sorted(value));
}

/** Sorted beforehand, and not by a replacer: JSON.stringify is several times as fast where it calls nothing. */
function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(sorted);
  const copy = new Members();
  for (const name of inOrder(Object.keys(value))) copy[name] = sorted((value as Members)[name]);
  return copy;
}

/** Most objects have few members, in order or nearly so; sort() makes arrays of its own for each. */
function inOrder(names: string[]): string[] {
  if (names.length > 16) return names.sort();
  for (let end = 1; end < names.length; end++) {
    const name = names[end]!;
    let place = end;
    for (; place > 0 && names[place - 1]! > name; place--) names[place] = names[place - 1]!;
    names[place] = name;
  }
  return names;
}

/** Inherits nothing, so that `__proto__` is a name like any other; quicker than Object.create(null). */
class Members {
  [name: string]: unknown;
}
Object.setPrototypeOf(Members.prototype, null);

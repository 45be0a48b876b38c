import { hash } from 'node:crypto';
import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import { FastifyRequest } from 'fastify';
import { Operation, uuidv7 } from '../redis';
import { isDryRun } from './dry-run';
import { durabilityOf } from './durability';
import { IDEMPOTENCY_KEY_MISSING } from './http.problems';
import { onBehalfOf } from './on-behalf-of';
import { pathOf } from './path-of';
import { Problem } from './problem';
import { stableJson } from './stable-json';
import { invalid } from './validation';

declare module 'fastify' {
  interface FastifyRequest {
    /** The idempotency key that the call came with, for the log. */
    operationId?: string;
  }
}

const HEADER = 'idempotency-key';

/**
 * The operation that this request is: the caller's idempotency key and the fingerprint of what it is sent with.
 * `@OperationOf('optional')` on PUT, PATCH and DELETE makes up an id where no key was given.
 */
export function operationOf(
  presence: 'required' | 'optional' | undefined,
  context: ExecutionContext,
): Operation {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const id = keyOf(request, presence ?? 'required');
  const operation: Omit<Operation, 'id'> = {
    fingerprint: fingerprintOf(request),
    caller: request.caller?.name,
    onBehalfOf: onBehalfOf(request),
    requestId: request.id,
    durability: durabilityOf(request),
  };
  if (isDryRun(request)) operation.dryRun = true;
  request.operationId = id;
  return id === undefined ? { id: uuidv7(), unrepeatable: true, ...operation } : { id, ...operation };
}

export const OperationOf = createParamDecorator(operationOf);

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
  const text = `${request.method} ${pathOf(request.url)}\n${stableJson(request.body)}`;
  return hash('sha256', text, 'base64url').slice(0, 22);
}

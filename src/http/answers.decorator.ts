import { applyDecorators, HttpCode, Type } from '@nestjs/common';
import { ApiHeader, ApiHeaderOptions, ApiResponse, ApiResponseNoStatusOptions } from '@nestjs/swagger';
import { Executed } from './executed';
import * as problems from './http.problems';
import { ProblemKind } from './problem';

/** Refuses to compile where the documented type is not the one that the handler returns. */
type Answering<T> = <Handler extends (...args: never[]) => Promise<Executed<T>>>(
  target: object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<Handler>,
) => void;

/** Says in the OpenAPI document which codes a route can refuse with, beside those of any route with input. */
export function Refuses(...kinds: ProblemKind[]): MethodDecorator {
  return RefusesOnly(...kinds, problems.VALIDATION_FAILED, problems.STORE_UNAVAILABLE);
}

/** The same without the usual ones; one response per status. */
export function RefusesOnly(...kinds: ProblemKind[]): MethodDecorator {
  const statuses = [...new Set(kinds.map((kind) => kind.status))];
  return applyDecorators(
    ...statuses.map((status) => problemResponse(status, codesOf(kinds.filter((kind) => kind.status === status)))),
  );
}

/** What every mutating POST has: a status, its answer, the idempotency header, and the refusals that come with it. */
export function Mutation<T>(status: 200 | 201, answer: Type<T>, ...kinds: ProblemKind[]): Answering<T> {
  return (target, name, descriptor) =>
    applyDecorators(
      HttpCode(status),
      ApiResponse({ status, ...executed(answer, status === 201 ? 'Created' : 'OK') }),
      idempotencyKey({ required: true, schema: { ...KEY_SCHEMA, example: `${String(name)}-1` } }),
      Refuses(problems.STORE_NOT_FOUND, problems.IDEMPOTENCY_KEY_MISSING, problems.IDEMPOTENCY_KEY_REUSED, ...kinds),
    )(target, name, descriptor);
}

/** What every PUT that creates or finds has; its key is optional, since repeating it is harmless. */
export function Upsert<T>(answer: Type<T>, ...kinds: ProblemKind[]): Answering<T> {
  return applyDecorators(
    ApiResponse({ status: 201, ...executed(answer, 'Created') }),
    ApiResponse({ status: 200, ...executed(answer, 'It was there already, the same') }),
    idempotencyKey({ required: false, schema: KEY_SCHEMA }),
    Refuses(problems.IDEMPOTENCY_KEY_REUSED, ...kinds),
  );
}

const KEY_SCHEMA = { type: 'string', minLength: 1, maxLength: 255 };

const KEY_DESCRIPTION = `Names the intended effect; 1 to 255 visible characters. Executed twice with one key, a call
has its effect once: the second answer is the first one replayed, with \`Idempotent-Replayed: true\`.
For another effect choose another key.`;

function idempotencyKey(options: Pick<ApiHeaderOptions, 'required' | 'schema'>): MethodDecorator {
  return ApiHeader({ name: 'Idempotency-Key', description: KEY_DESCRIPTION, ...options });
}

function executed(type: Type, description: string): ApiResponseNoStatusOptions {
  const replayed = {
    description: 'Sent where this is the recorded answer of an earlier call with the same key.',
    schema: { type: 'string', enum: ['true'] },
  };
  return { type, description, headers: { 'Idempotent-Replayed': replayed } };
}

function codesOf(kinds: ProblemKind[]): string[] {
  return [...new Set(kinds.map((kind) => kind.code))];
}

function problemResponse(status: number, codes: string[]): MethodDecorator {
  const schema = {
    allOf: [{ $ref: '#/components/schemas/Problem' }],
    properties: { code: { type: 'string', enum: codes } },
  };
  const retryAfter = { description: 'Seconds to wait before repeating the call.', schema: { type: 'integer' } };
  return ApiResponse({
    status,
    description: codes.map((code) => `\`${code}\``).join(', '),
    content: { 'application/problem+json': { schema } },
    ...(status === 503 ? { headers: { 'Retry-After': retryAfter } } : {}),
  });
}

import { applyDecorators, HttpCode, Type } from '@nestjs/common';
import { ApiHeader, ApiHeaderOptions, ApiResponse, ApiResponseNoStatusOptions } from '@nestjs/swagger';
import { TakesDryRun } from './dry-run';
import { takesDurability } from './durability';
import { Executed } from './executed';
import * as problems from './http.problems';
import { takesOnBehalfOf } from './on-behalf-of';
import { ProblemKind } from './problem';
import { problemContent, problemDescription } from './problem-answers';

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

/** Documents these refusals alone, without the usual ones; one response per status. */
export function RefusesOnly(...kinds: ProblemKind[]): MethodDecorator {
  const statuses = [...new Set(kinds.map((kind) => kind.status))];
  return applyDecorators(
    ...statuses.map((status) =>
      problemResponse(
        status,
        kinds.filter((kind) => kind.status === status),
      ),
    ),
  );
}

/** Documents what every call that changes something may be refused with, beside these, and what it may have beside its body. */
function Changing(...kinds: ProblemKind[]): MethodDecorator {
  return applyDecorators(
    takesDurability(),
    takesOnBehalfOf(),
    TakesDryRun(),
    Refuses(problems.IDEMPOTENCY_KEY_REUSED, problems.NOT_DURABLE, ...kinds),
  );
}

/** Documents a mutating POST: a status, its answer, the idempotency header, and the refusals that come with it. */
export function Mutation<T>(status: 200 | 201, answer: Type<T>, ...kinds: ProblemKind[]): Answering<T> {
  return (target, name, descriptor) =>
    applyDecorators(
      HttpCode(status),
      ApiResponse({ status, ...executed(answer, status === 201 ? 'Created' : 'OK') }),
      idempotencyKey({ required: true, schema: { ...KEY_SCHEMA, example: `${String(name)}-1` } }),
      Changing(problems.STORE_NOT_FOUND, problems.IDEMPOTENCY_KEY_MISSING, ...kinds),
    )(target, name, descriptor);
}

/** Documents a PUT that creates or finds; its key is optional, since repeating it is harmless. */
export function Upsert<T>(answer: Type<T>, ...kinds: ProblemKind[]): Answering<T> {
  return applyDecorators(
    ApiResponse({ status: 201, ...executed(answer, 'Created') }),
    ApiResponse({ status: 200, ...executed(answer, 'It was there already, the same') }),
    idempotencyKey({ required: false, schema: KEY_SCHEMA }),
    Changing(...kinds),
  );
}

/** Documents a PUT, PATCH or DELETE that changes an existing resource; its key is optional. */
export function Change<T>(answer: Type<T>, ...kinds: ProblemKind[]): Answering<T> {
  return applyDecorators(
    ApiResponse({ status: 200, ...executed(answer, 'OK') }),
    idempotencyKey({ required: false, schema: KEY_SCHEMA }),
    Changing(problems.STORE_NOT_FOUND, ...kinds),
  );
}

/** Documents a DELETE that answers without a body; its key is optional. */
export function Removal(...kinds: ProblemKind[]): MethodDecorator {
  return applyDecorators(
    HttpCode(204),
    ApiResponse({ status: 204, description: 'Gone' }),
    idempotencyKey({ required: false, schema: KEY_SCHEMA }),
    Changing(problems.STORE_NOT_FOUND, ...kinds),
  );
}

/** The answer of a GET of something that has versions; so has every other answer with it (src/platform/openapi/headers.ts). */
export function Versioned<T>(answer: Type<T>): Answering<T> {
  return ApiResponse({ status: 200, type: answer, headers: ETAG });
}

/** Described in src/platform/openapi/headers.ts. */
export const ETAG = { ETag: { description: '' } };

const KEY_SCHEMA = { type: 'string', minLength: 1, maxLength: 255 };

const KEY_DESCRIPTION = `Names the intended effect; 1 to 255 visible characters. A call that is repeated with its key
has its effect once: the second answer replays the first, with \`Idempotent-Replayed: true\`.
For another effect choose another key. It belongs to its caller, which is the name of the API key: two callers may use
the same word, for an effect each. The page at /docs sends a fresh one with each Execute; one that you type stays.`;

function idempotencyKey(options: Pick<ApiHeaderOptions, 'required' | 'schema'>): MethodDecorator {
  return ApiHeader({ name: 'Idempotency-Key', description: KEY_DESCRIPTION, ...options });
}

function executed(type: Type, description: string): ApiResponseNoStatusOptions {
  return { type, description };
}

function problemResponse(status: number, kinds: ProblemKind[]): MethodDecorator {
  const codes = [...new Set(kinds.map((kind) => kind.code))];
  return ApiResponse({
    status,
    description: problemDescription(kinds),
    content: problemContent(codes),
  });
}

import { applyDecorators, HttpCode, Type } from '@nestjs/common';
import { ApiHeader, ApiHeaderOptions, ApiResponse, ApiResponseNoStatusOptions } from '@nestjs/swagger';
import { TakesDryRun } from './dry-run';
import { takesDurability } from './durability';
import { Executed } from './executed';
import * as problems from './http.problems';
import { takesOnBehalfOf } from './on-behalf-of';
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
    ApiResponse({ status: 204, description: 'Gone', headers: replayedHeader }),
    idempotencyKey({ required: false, schema: KEY_SCHEMA }),
    Changing(problems.STORE_NOT_FOUND, ...kinds),
  );
}

/** The answer of a GET of something that has versions. */
export function Versioned<T>(answer: Type<T>): Answering<T> {
  const etag = {
    description: 'The version, for If-Match.',
    schema: { type: 'string' as const, example: '"7"' },
  };
  return ApiResponse({ status: 200, type: answer, headers: { ETag: etag } });
}

const KEY_SCHEMA = { type: 'string', minLength: 1, maxLength: 255 };

const KEY_DESCRIPTION = `Names the intended effect; 1 to 255 visible characters. A call that is repeated with its key
has its effect once: the second answer replays the first, with \`Idempotent-Replayed: true\`.
For another effect choose another key. It belongs to its caller, which is the name of the API key: two callers may use
the same word, for an effect each.`;

function idempotencyKey(options: Pick<ApiHeaderOptions, 'required' | 'schema'>): MethodDecorator {
  return ApiHeader({ name: 'Idempotency-Key', description: KEY_DESCRIPTION, ...options });
}

const replayedHeader = {
  'Idempotent-Replayed': {
    description: 'Sent where this is the recorded answer of an earlier call with the same key.',
    schema: { type: 'string' as const, enum: ['true'] },
  },
};

function executed(type: Type, description: string): ApiResponseNoStatusOptions {
  return { type, description, headers: replayedHeader };
}

function problemResponse(status: number, kinds: ProblemKind[]): MethodDecorator {
  const codes = [...new Set(kinds.map((kind) => kind.code))];
  const titles = new Map(kinds.map(({ code, title }) => [code, `\`${code}\` ${title}`]));
  const schema = {
    allOf: [{ $ref: '#/components/schemas/Problem' }],
    properties: { code: { type: 'string', enum: codes } },
  };
  const examples = Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]));
  const retryAfter = {
    description: 'Seconds to wait before repeating the call.',
    schema: { type: 'integer' },
  };
  return ApiResponse({
    status,
    description: [...titles.values()].join('\n\n'),
    content: { 'application/problem+json': { schema, examples } },
    ...(status === 503 ? { headers: { 'Retry-After': retryAfter } } : {}),
  });
}

import { applyDecorators, HttpCode } from '@nestjs/common';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiHeader, ApiResponse, DocumentBuilder, OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import * as problems from './http.problems';
import { ProblemKind } from './problem';

/** Says in the OpenAPI document which codes a route can refuse with, one response per status. */
export function Refuses(...kinds: ProblemKind[]): MethodDecorator {
  const all = [...kinds, problems.VALIDATION_FAILED, problems.STORE_UNAVAILABLE];
  const statuses = [...new Set(all.map((kind) => kind.status))];
  return applyDecorators(
    ...statuses.map((status) => {
      const codes = [...new Set(all.filter((kind) => kind.status === status).map((kind) => kind.code))];
      const schema = {
        allOf: [{ $ref: '#/components/schemas/Problem' }],
        properties: { code: { type: 'string', enum: codes } },
      };
      const content = { 'application/problem+json': { schema } };
      return ApiResponse({ status, description: codes.map((code) => `\`${code}\``).join(', '), content });
    }),
  );
}

/** What every mutating POST has: a status, the idempotency header, and the refusals that come with it. */
export function Mutation(status: 200 | 201, ...kinds: ProblemKind[]): MethodDecorator {
  return applyDecorators(
    HttpCode(status),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description: 'Names the intended effect: the same key replays the first answer. 1 to 255 visible characters.',
      schema: { type: 'string', minLength: 1, maxLength: 255, example: 'try-it-out-1' },
    }),
    Refuses(problems.STORE_NOT_FOUND, problems.IDEMPOTENCY_KEY_MISSING, problems.IDEMPOTENCY_KEY_REUSED, ...kinds),
  );
}

const DESCRIPTION = `Orders, stock, money, carts and workflows, each operation decided atomically inside Redis by one script.

Quantities and money are whole numbers, at most 9 007 199 254 740 991; times are ISO 8601 UTC from Redis' clock.
Every POST that changes something needs an \`Idempotency-Key\`; the same key replays the first answer, with
\`Idempotent-Replayed: true\`. Errors are RFC 9457 problems whose \`code\` is one of a closed list.`;

const PROBLEM_SCHEMA = {
  type: 'object' as const,
  required: ['type', 'title', 'status', 'code', 'detail', 'instance', 'requestId'],
  properties: {
    type: { type: 'string', example: 'urn:countinghouse:problem:insufficient-stock' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { pointer: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
  additionalProperties: true,
};

/** The OpenAPI document; `openapi.json` in the repository is this. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder().setTitle('Countinghouse').setVersion('1').setDescription(DESCRIPTION).build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (_controller, method) => method,
  });
  document.components!.schemas!.Problem = PROBLEM_SCHEMA as never;
  return document;
}

/** Swagger UI at /docs, the document at /openapi.json. */
export function serveDocs(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
    customSiteTitle: 'Countinghouse API',
    swaggerOptions: { displayRequestDuration: true, tryItOutEnabled: false, docExpansion: 'list', tagsSorter: 'alpha' },
  });
}

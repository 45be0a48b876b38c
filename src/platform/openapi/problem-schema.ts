import { OpenAPIObject } from '@nestjs/swagger';
import { allProblemKinds, Problem } from '../http/problem';

type Components = NonNullable<OpenAPIObject['components']>;
type Schema = NonNullable<Components['schemas']>[string];

/** Every error's body. Refusals add members of their own, such as `shortages`. */
export function problemSchema(): Schema {
  return {
    type: 'object',
    required: ['type', 'title', 'status', 'code', 'detail', 'instance', 'requestId'],
    properties: {
      type: { type: 'string', example: 'urn:countinghouse:problem:validation-failed' },
      title: { type: 'string', example: 'The request is not valid' },
      status: { type: 'integer', example: 400 },
      code: { type: 'string', enum: allProblemKinds().map((kind) => kind.code) },
      detail: { type: 'string', description: 'Reason why this call was refused.' },
      instance: { type: 'string', description: 'Path of the call.' },
      requestId: {
        type: 'string',
        description: 'Id of the call in the log; also in the header `X-Request-Id`.',
      },
      errors: {
        type: 'array',
        description:
          'Faults, each with its place: an RFC 6901 pointer into the body such as `/lines/0/sku`, ' +
          '`?name` for a query parameter, `/name` for a part of the path, or the name of a header. ' +
          'Where there are more than 100, the first of them.',
        maxItems: 100,
        items: {
          type: 'object',
          properties: { pointer: { type: 'string', example: '/quantity' }, detail: { type: 'string' } },
        },
      },
    },
    additionalProperties: true,
  };
}

/** One example per code, its detail being the remedy that docs/errors.md gives. */
export function problemExamples(): Components['examples'] {
  const entries = allProblemKinds().map((kind) => {
    const value = { ...new Problem(kind, kind.remedy).body(), instance: '/v1/…', requestId: '…' };
    return [kind.code, { summary: kind.code, value }] as const;
  });
  return Object.fromEntries(entries);
}

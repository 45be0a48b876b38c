import { OpenAPIObject } from '@nestjs/swagger';
import { allProblemKinds, Problem, ProblemKind } from '../http/problem';
import { problemSchemaName } from '../http/problem-answers';
import { exampleOf } from '../http/problem-details';
import { detailsSchema } from './details-schema';

type Components = NonNullable<OpenAPIObject['components']>;
type Schema = NonNullable<Components['schemas']>[string];

/** Every error's body, and that of each code, which has its details beside. */
export function problemSchemas(): Record<string, Schema> {
  const each = allProblemKinds().map((kind) => [problemSchemaName(kind.code), problemOf(kind)]);
  return { Problem: problemSchema(), ...(Object.fromEntries(each) as Record<string, Schema>) };
}

function problemOf({ code, title, remedy, details }: ProblemKind): Schema {
  const { required = [], properties } = detailsSchema(details);
  const own = { code: { type: 'string', enum: [code] }, ...properties };
  return {
    description: `${title}. ${remedy}`,
    allOf: [
      { $ref: '#/components/schemas/Problem' },
      { type: 'object', required: ['code', ...required], properties: own },
    ],
  };
}

function problemSchema(): Schema {
  return {
    type: 'object',
    description: 'A refusal (RFC 9457); the schema of its `code` has the members that come with it.',
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
      errors: ERRORS,
      codes: {
        type: 'array',
        description: 'All obstacles, where there are several; the members of each are those of its code.',
        items: { type: 'string' },
      },
      funds: {
        type: 'object',
        description: 'The obstacle of the ledger among several of an order, with its members.',
        additionalProperties: true,
      },
      index: {
        type: 'integer',
        description: 'Place in an atomic batch of the row that was refused, from 0.',
      },
    },
  };
}

const ERRORS: Schema = {
  type: 'array',
  description:
    'Faults, each with its place: an RFC 6901 pointer into the body such as `/lines/0/sku`, ' +
    '`?name` for a query parameter, `/name` for a part of the path, or the name of a header. ' +
    'Where there are more than 100, the first of them.',
  maxItems: 100,
  items: {
    type: 'object',
    required: ['pointer', 'detail'],
    properties: { pointer: { type: 'string', example: '/quantity' }, detail: { type: 'string' } },
  },
};

/** One example per code, its detail being the remedy that docs/errors.md gives. */
export function problemExamples(): Components['examples'] {
  const entries = allProblemKinds().map((kind) => {
    const members = exampleOf(kind.details) as Record<string, unknown>;
    const body = new Problem(kind, kind.remedy, members).body();
    const value = { ...body, instance: '/v1/stores/main', requestId: 'k3vX0a1b-7f' };
    return [kind.code, { summary: kind.code, value }] as const;
  });
  return Object.fromEntries(entries);
}

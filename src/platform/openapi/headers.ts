import { OpenAPIObject } from '@nestjs/swagger';
import { Operation, resolved, Response, routesOf } from './operations';

type Components = NonNullable<OpenAPIObject['components']>;

/** Headers of answers, by which the document refers to them. */
const HEADERS: NonNullable<Components['headers']> = {
  ETag: { description: 'The version, for `If-Match`.', schema: { type: 'string', example: '"7"' } },
  Location: {
    description: 'Address of what the call has made, or changed by adding to it.',
    schema: { type: 'string', format: 'uri-reference', example: '/v1/stores/main/orders/order-1' },
  },
  'Dry-Run': {
    description: 'Sent where the call was only tried out: nothing has changed.',
    schema: { type: 'string', enum: ['true'] },
  },
  'Idempotent-Replayed': {
    description: 'Sent where this is the recorded answer of an earlier call with the same key.',
    schema: { type: 'string', enum: ['true'] },
  },
  'Retry-After': {
    description: 'Seconds to wait before repeating the call.',
    schema: { type: 'integer', minimum: 0, example: 1 },
  },
};

type Name = 'ETag' | 'Location' | 'Dry-Run' | 'Idempotent-Replayed' | 'Retry-After';

/** Says which headers come with each answer; changes the document in place. */
export function describeHeaders(document: OpenAPIObject): void {
  document.components!.headers = HEADERS;
  for (const [code, response] of Object.entries(document.components!.responses ?? {})) {
    if (/^(RATE_LIMITED|OVERLOADED)/.test(code)) add(response as Response, ['Retry-After']);
  }
  const answers = routesOf(document).flatMap(({ operation }) =>
    Object.entries(operation.responses as Record<string, Response>).flatMap(([status, response]) =>
      '$ref' in response ? [] : { operation, status, response },
    ),
  );
  // Every answer that is a resource which has versions has that of the resource.
  const versioned = new Set(
    answers.flatMap(({ response }) => (response.headers?.ETag ? (schemaOf(response) ?? []) : [])),
  );
  for (const { operation, status, response } of answers) {
    const names = namesOf(operation, status);
    const schema = schemaOf(response);
    const isNewVersion = takes(operation, 'If-Match') && schema && hasVersion(document, schema);
    if (response.headers?.ETag || (schema && (versioned.has(schema) || isNewVersion))) names.unshift('ETag');
    add(response, names);
  }
}

/** The name by which an answer refers to its schema. */
function schemaOf({ content }: Response): string | undefined {
  const schema = content?.['application/json']?.schema;
  return schema && '$ref' in schema ? schema.$ref : undefined;
}

function hasVersion(document: OpenAPIObject, $ref: string): boolean {
  return 'version' in (resolved(document, { $ref }).properties ?? {});
}

function takes({ parameters = [] }: Operation, name: string): boolean {
  return parameters.some((part) => 'name' in part && part.name === name);
}

function namesOf(operation: Operation, status: string): Name[] {
  const names: Record<Exclude<Name, 'ETag'>, boolean> = {
    Location: status === '201',
    'Dry-Run': takes(operation, 'dryRun'),
    'Idempotent-Replayed': status.startsWith('2') && takes(operation, 'Idempotency-Key'),
    'Retry-After': status === '503',
  };
  return (Object.keys(names) as (keyof typeof names)[]).filter((name) => names[name]);
}

function add(response: Response, names: Name[]): void {
  if (names.length === 0) return;
  const references = names.map((name) => [name, { $ref: `#/components/headers/${name}` }]);
  response.headers = { ...response.headers, ...(Object.fromEntries(references) as Response['headers']) };
}

import { OpenAPIObject } from '@nestjs/swagger';
import { bodyExample } from './body-example';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Response = Extract<Operation['responses'][string], { description: string }>;

/** Adds the parts that decorators and comments cannot state; changes the document in place. */
export function finishDocument(document: OpenAPIObject): OpenAPIObject {
  for (const operation of operationsOf(document)) {
    describeSuccess(operation.responses as Record<string, Response>);
    giveBodyExample(document, operation);
    leaveOptionalEmpty(operation);
  }
  numbersAreWhole(document);
  writeOutNullable(document, document);
  return document;
}

function operationsOf(document: OpenAPIObject): Operation[] {
  return Object.values(document.paths).flatMap(({ get, put, post, patch, delete: remove }) =>
    [get, put, post, patch, remove].filter((operation) => operation !== undefined),
  );
}

/**
 * The Swagger plugin adds a success of its own to each operation. It cannot read `Promise<Executed<T>>`, so where
 * @Mutation or @Upsert have said what the answer is, the plugin's one is empty and goes.
 */
function describeSuccess(responses: Record<string, Response>): void {
  const successes = Object.keys(responses).filter((status) => status.startsWith('2'));
  const empty = successes.filter((status) => !responses[status]!.content && !responses[status]!.description);
  if (empty.length < successes.length) empty.forEach((status) => delete responses[status]);
  for (const response of Object.values(responses)) response.description ||= 'OK';
}

/** Without one Swagger UI makes up values for optional fields too, which are then refused. */
function giveBodyExample(document: OpenAPIObject, operation: Operation): void {
  if (!operation.requestBody || !('content' in operation.requestBody)) return;
  const media = operation.requestBody.content['application/json']!;
  media.example = bodyExample(document, media.schema!);
}

/** Swagger UI sends the example of an optional parameter too, so there it is told in words. */
function leaveOptionalEmpty({ parameters = [] }: Operation): void {
  for (const parameter of parameters) {
    if ('$ref' in parameter || parameter.required) continue;
    const schema = parameter.schema as { example?: string };
    if (schema.example === undefined) continue;
    parameter.description = `${parameter.description ?? ''} For example \`${schema.example}\`.`.trim();
    delete schema.example;
  }
}

/** TypeScript has one kind of number, this API another: quantities, money, counts and milliseconds are integers. */
function numbersAreWhole(node: unknown): void {
  if (node === null || typeof node !== 'object') return;
  const schema = node as { type?: unknown };
  if (schema.type === 'number') schema.type = 'integer';
  Object.values(node).forEach(numbersAreWhole);
}

/**
 * In OpenAPI 3.0 null must pass every schema of an `allOf`, so that `nullable` beside a reference allows nothing: what is
 * referred to stands there itself.
 */
function writeOutNullable(document: OpenAPIObject, node: unknown): void {
  if (node === null || typeof node !== 'object') return;
  const schema = node as { nullable?: boolean; allOf?: { $ref?: string }[] };
  const reference = schema.nullable && schema.allOf?.length === 1 && schema.allOf[0]!.$ref;
  if (reference) {
    const { allOf: _, ...own } = schema;
    Object.assign(schema, document.components!.schemas![reference.split('/').at(-1)!], own);
    delete schema.allOf;
  }
  Object.values(node).forEach((inner) => writeOutNullable(document, inner));
}

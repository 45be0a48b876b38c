import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OpenAPIObject } from '@nestjs/swagger';

export type OpenApiOperation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type OpenApiResponse = Extract<OpenApiOperation['responses'][string], { description: string }>;

/** One operation of the document as the tests look at it. */
export interface DocumentedRoute {
  name: string;
  method: string;
  path: string;
  operation: OpenApiOperation;
  responses: Record<string, OpenApiResponse>;
}

/** openapi.json, which test/docs/generated.spec.ts holds to the code. */
export const apiDocument: OpenAPIObject = JSON.parse(
  readFileSync(join(__dirname, '../../openapi.json'), 'utf8'),
);

export const documentedRoutes: DocumentedRoute[] = Object.entries(apiDocument.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods as Record<string, OpenApiOperation>).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method,
      path,
      operation,
      responses: resolvedResponses(operation.responses),
    })),
);

/** Whether its answer comes to an end; a stream of events does not. */
export function ends({ responses }: DocumentedRoute): boolean {
  return responses['200']?.content?.['text/event-stream'] === undefined;
}

function resolvedResponses(responses: OpenApiOperation['responses']): Record<string, OpenApiResponse> {
  const entries = Object.entries(responses).map(([status, response]) => {
    const name = response && '$ref' in response ? response.$ref.split('/').at(-1)! : undefined;
    return [status, name ? apiDocument.components!.responses![name] : response];
  });
  return Object.fromEntries(entries) as Record<string, OpenApiResponse>;
}

/** The codes that a route says it can refuse with. */
export function documentedCodes({ responses }: DocumentedRoute): string[] {
  return Object.values(responses).flatMap(({ content }) => {
    const schema = content?.['application/problem+json']?.schema as ProblemSchema | undefined;
    if (!schema) return [];
    return (schema.oneOf ?? [schema]).map(({ $ref }) => codeOf($ref!.split('/').at(-1)!));
  });
}

interface ProblemSchema {
  $ref?: string;
  oneOf?: { $ref: string }[];
}

function codeOf(schemaName: string): string {
  const schema = apiDocument.components!.schemas![schemaName] as unknown as {
    allOf: [object, { properties: { code: { enum: [string] } } }];
  };
  return schema.allOf[1].properties.code.enum[0];
}

import { OpenAPIObject } from '@nestjs/swagger';

export type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
export type Response = Extract<Operation['responses'][string], { description: string }>;
export type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
export type Schema = Schemas[string];

export interface Route {
  method: string;
  path: string;
  operation: Operation;
}

/** All operations of the document. */
export function routesOf(document: OpenAPIObject): Route[] {
  return Object.entries(document.paths).flatMap(([path, { get, put, post, patch, delete: remove }]) =>
    Object.entries({ get, put, post, patch, delete: remove }).flatMap(([method, operation]) =>
      operation ? { method, path, operation } : [],
    ),
  );
}

/** The schema that a reference stands for. */
export function resolved(document: OpenAPIObject, schema: Schema): Exclude<Schema, { $ref: string }> {
  if (!('$ref' in schema)) return schema;
  return resolved(document, document.components!.schemas![schema.$ref.split('/').at(-1)!]!);
}

/** The schema of the JSON that an operation takes. */
export function bodySchemaOf({ requestBody }: Operation): Schema | undefined {
  if (!requestBody || !('content' in requestBody)) return undefined;
  return requestBody.content['application/json']?.schema;
}

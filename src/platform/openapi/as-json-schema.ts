import { OpenAPIObject } from '@nestjs/swagger';

/** A schema as the Swagger plugin writes it, for OpenAPI 3.0, and as it becomes. */
interface Node {
  $ref?: string;
  type?: string | string[];
  format?: string;
  nullable?: boolean;
  enum?: unknown[];
  allOf?: { $ref?: string }[];
  oneOf?: object[];
  properties?: object;
  additionalProperties?: unknown;
}

/**
 * Makes the schemas those of OpenAPI 3.1, which are JSON Schema: null is a type, and a number of this API an integer of 64
 * bits, for tools that take one of 32 otherwise. Changes the document in place.
 */
export function writeAsJsonSchema(document: OpenAPIObject): void {
  document.openapi = '3.1.0';
  convert(document.paths);
  convert({ ...document.components, examples: undefined });
}

function convert(node: unknown): void {
  if (node === null || typeof node !== 'object') return;
  const schema = node as Node;
  // TypeScript has one kind of number, this API another: quantities, money, counts and milliseconds are integers.
  if (schema.type === 'number') schema.type = 'integer';
  if (schema.type === 'integer') schema.format = 'int64';
  if (schema.nullable === true) allowNull(schema);
  if (schema.type === 'object') allowAnything(schema);
  for (const [name, inner] of Object.entries(node)) if (!EXAMPLES.includes(name)) convert(inner);
}

/** They hold what callers send and get; no member of the API has such a name. */
const EXAMPLES = ['example', 'examples'];

/** An object of which nothing is said may have any members; generators take it for one that has none. */
function allowAnything(schema: Node): void {
  if (Object.keys(schema.properties ?? {}).length > 0 || schema.allOf) return;
  delete schema.properties;
  schema.additionalProperties ??= true;
}

function allowNull(schema: Node): void {
  delete schema.nullable;
  if (schema.allOf) {
    schema.oneOf = [...schema.allOf, { type: 'null' }];
    delete schema.allOf;
    delete schema.type;
  } else {
    schema.type = [schema.type as string, 'null'];
    if (schema.enum) schema.enum.push(null);
  }
}

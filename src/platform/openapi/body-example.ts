import { OpenAPIObject } from '@nestjs/swagger';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Schema = Schemas[string];

/**
 * A body that works as it stands: the fields that have an `@example` or a default, and of the others only those that
 * must be there.
 */
export function bodyExample(document: OpenAPIObject, schema: Schema): unknown {
  if ('$ref' in schema)
    return bodyExample(document, document.components!.schemas![schema.$ref.split('/').at(-1)!]!);
  if (schema.example !== undefined) return schema.example;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'array') return [bodyExample(document, schema.items!)];
  if (schema.type !== 'object') return undefined;
  const fields = Object.entries(schema.properties ?? {}).filter(
    ([name, field]) => schema.required?.includes(name) || 'example' in field || 'default' in field,
  );
  return Object.fromEntries(fields.map(([name, field]) => [name, bodyExample(document, field)]));
}

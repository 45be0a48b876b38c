import { OpenAPIObject } from '@nestjs/swagger';
import { Details, exampleOf, Marked } from '../http/problem-details';

type Schema = Exclude<
  NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string],
  { $ref: string }
>;

/** The schema of members that are declared by examples. */
export function detailsSchema(details: Details): Schema {
  const members = Object.entries(details);
  const required = members.filter(([, example]) => !(example instanceof Marked && example.mark.optional));
  return {
    type: 'object',
    ...(required.length > 0 ? { required: required.map(([name]) => name) } : {}),
    properties: Object.fromEntries(members.map(([name, example]) => [name, schemaOf(example)])),
  };
}

function schemaOf(example: unknown): Schema {
  if (example instanceof Marked) return marked(example);
  if (Array.isArray(example)) return { type: 'array', items: schemaOf(example[0]) };
  if (typeof example === 'object') return detailsSchema(example as Details);
  return { type: typeof example === 'number' ? 'integer' : typeof example, example: exampleOf(example) };
}

function marked({ example, mark: { nullable, words, or } }: Marked): Schema {
  const schema = words ? { type: 'string', enum: [...words] } : schemaOf(example);
  if (or !== undefined) return { oneOf: [schema, schemaOf(or)] };
  return nullable ? { ...schema, nullable } : schema;
}

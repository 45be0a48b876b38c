import { OpenAPIObject } from '@nestjs/swagger';

interface Schema {
  properties?: Record<string, { default?: unknown; description?: string }>;
  required?: string[];
}

/**
 * Says in words which value a member of a body has where it is left out. Generators take a member with `default` for one
 * that is always there, which is true of answers and would be asked of every caller.
 */
export function writeBodyDefaults(document: OpenAPIObject): void {
  for (const [name, schema] of Object.entries(document.components!.schemas!)) {
    if (name.endsWith('Body')) describeDefaults(schema as Schema);
  }
}

function describeDefaults({ properties = {}, required = [] }: Schema): void {
  for (const [name, property] of Object.entries(properties)) {
    if (property.default === undefined || required.includes(name)) continue;
    const { description = '', default: value } = property;
    const omitted = `Omit for \`${typeof value === 'string' ? value : JSON.stringify(value)}\`.`;
    if (!description.includes('Omit')) property.description = `${description} ${omitted}`.trim();
    delete property.default;
  }
}

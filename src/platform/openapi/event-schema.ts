import { OpenAPIObject } from '@nestjs/swagger';
import { EVENT_SCHEMAS } from '../generated/event-schemas';

type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

const reference = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });

/** `inventory.deduction_reversed` is InventoryDeductionReversedEvent. */
function nameOf(type: string): string {
  const words = type.split(/[._]/).map((word) => word[0]!.toUpperCase() + word.slice(1));
  return `${words.join('')}Event`;
}

/** A schema for each event: an entry of the journal, of which the type and the data are known. */
export function eventSchemas(): Record<string, Schema> {
  const types = Object.keys(EVENT_SCHEMAS);
  const each = types.map((type): [string, Schema] => {
    const { what, version, data } = EVENT_SCHEMAS[type]!;
    const known = { type: 'object', properties: { type: { type: 'string', enum: [type] }, data } };
    const description = `${what}. Version ${version}.`;
    return [nameOf(type), { description, allOf: [reference('JournalEntry'), known] }];
  });
  const mapping = Object.fromEntries(types.map((type) => [type, reference(nameOf(type)).$ref]));
  return {
    ...Object.fromEntries(each),
    Event: { oneOf: each.map(([name]) => reference(name)), discriminator: { propertyName: 'type', mapping } },
  };
}

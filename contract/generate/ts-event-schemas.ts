import { EventMember, EventsOf } from '../define';
import { GENERATED } from './fields';

/** The TypeScript module with a schema for the data of each event, for the OpenAPI document. */
export function tsEventSchemas(all: readonly EventsOf[]): string {
  const events = all.flatMap((one) => Object.entries(one.events));
  return `// ${GENERATED} contract/events. Edit that.

const ID = { type: 'string', pattern: '^[^"\\\\\\\\]+$' };
const LINES = {
  type: 'array',
  items: {
    type: 'object',
    required: ['sku', 'quantity'],
    properties: { sku: { type: 'string' }, quantity: { type: 'integer' }, unitPrice: { type: 'integer' } },
  },
};

/** Meaning of each event and the schema of its data, by its type. */
export const EVENT_SCHEMAS: Readonly<Record<string, { what: string; version: number; data: object }>> = {
${events
  .map(([type, { what, version, data }]) => {
    const required = Object.keys(data).filter((name) => !data[name]!.optional);
    return `  '${type}': {
    what: ${quoted(what)},
    version: ${version},
    data: {
      type: 'object',${required.length > 0 ? `\n      required: [${required.map(quoted).join(', ')}],` : ''}
      properties: {
${Object.entries(data)
  .map(
    ([name, member]) =>
      `        ${name}: { ...${schemaOf(member)}, description: ${quoted(`${member.what}.`)} },`,
  )
  .join('\n')}
      },
    },
  },`;
  })
  .join('\n')}
};
`;
}

const quoted = (text: string): string =>
  text.includes("'") ? JSON.stringify(text) : `'${text.replaceAll('\\', '\\\\')}'`;

function schemaOf({ type }: EventMember): string {
  switch (type.is) {
    case 'id':
      return 'ID';
    case 'text':
      return "{ type: 'string' }";
    case 'number':
      return "{ type: 'integer' }";
    case 'lines':
      return 'LINES';
    case 'json':
      return "{ type: 'object', nullable: true, additionalProperties: true }";
    case 'constant':
      return `{ type: '${typeof type.value}', enum: [${typeof type.value === 'string' ? quoted(type.value) : String(type.value)}] }`;
  }
}

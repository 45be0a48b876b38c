import { EventMember, EventsOf } from '../define';
import { GENERATED } from './fields';

/** The TypeScript module that tells the events of all domains. */
export function tsEvents(all: readonly EventsOf[]): string {
  const events = all.flatMap((one) => Object.entries(one.events));
  return `// ${GENERATED} contract/events. Edit that.

export interface EventLine {
  sku: string;
  quantity: number;
  /** Minor units; only lines of orders have it. */
  unitPrice?: number;
}

/** The data of each event of the journal, by its type. */
export interface EventData {
${events
  .map(
    ([type, { what, data }]) => `  /** ${what}. */
  '${type}': {
${Object.entries(data)
  .map(
    ([name, member]) =>
      `    /** ${member.what}. */\n    ${name}${member.optional ? '?' : ''}: ${typeOf(member)};`,
  )
  .join('\n')}
  };`,
  )
  .join('\n')}
}

export type EventType = keyof EventData;

/** The version of each event, and its members that hold packed lines. */
export const EVENTS: Readonly<Record<EventType, { version: number; lines?: readonly string[] }>> = {
${events
  .map(([type, { version, data }]) => {
    const lines = Object.keys(data).filter((name) => data[name]!.type.is === 'lines');
    const listed = lines.length === 0 ? '' : `, lines: [${lines.map((name) => `'${name}'`).join(', ')}]`;
    return `  '${type}': { version: ${version}${listed} },`;
  })
  .join('\n')}
};
`;
}

function typeOf({ type }: EventMember): string {
  switch (type.is) {
    case 'number':
      return 'number';
    case 'lines':
      return 'EventLine[]';
    case 'json':
      return 'Record<string, number> | null';
    case 'constant':
      return typeof type.value === 'string' ? `'${type.value}'` : String(type.value);
    default:
      return 'string';
  }
}

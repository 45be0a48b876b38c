import { EventMember, EventsOf } from '../define';

const HEAD = `# Events

Every effect is an event in the journal of its store (\`GET /stores/{store}/journal\`), written by the script that had the
effect, in the order in which they happened; \`GET /stores/{store}/events\` sends them as they happen. This page is generated from \`contract/events\` (\`npm run generate\`).

An event has a \`type\`, the \`operationId\` that caused it, and \`data\`, an object with the members below. Its version is
counted up when a member changes what it means, or goes; a new member leaves it as it is. Events that a release wrote are
read for ever. Times are milliseconds since 1970, amounts are minor units.
`;

/** docs/events.md: one heading per event. */
export function eventsPage(all: readonly EventsOf[]): string {
  return [
    HEAD,
    ...all.flatMap(({ events }) =>
      Object.entries(events).map(([type, { what, version, data }]) => {
        const rows = Object.entries(data).map(([name, member]) => [
          `\`${name}\``,
          typeOf(member),
          `${member.what}${member.optional ? '; may be left out' : ''}`,
        ]);
        return `## ${type}\n\n${what}. Version ${version}.\n\n${table(['member', 'type', 'what it says'], rows)}\n`;
      }),
    ),
  ].join('\n');
}

function typeOf({ type }: EventMember): string {
  if (type.is === 'id' || type.is === 'text') return 'text';
  if (type.is === 'lines') return 'list of `sku`, `quantity`, `unitPrice`';
  if (type.is === 'json') return 'object';
  return type.is === 'constant' ? `\`${JSON.stringify(type.value)}\`` : 'number';
}

/** A table as Prettier lays it out. */
function table(head: string[], rows: string[][]): string {
  const widths = head.map((cell, i) => Math.max(3, cell.length, ...rows.map((row) => [...row[i]!].length)));
  const line = (cells: string[]): string =>
    `| ${cells.map((cell, i) => cell + ' '.repeat(widths[i]! - [...cell].length)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

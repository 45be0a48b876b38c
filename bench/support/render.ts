import { Environment } from './environment';
import { NAMES } from './names';
import { Result } from './results';
import { Section, Table } from './section';

const INTRODUCTION = `# Measurements

Written by \`npm run bench\`; \`npm run bench -- NAME\` runs one bench again and replaces its section. Numbers of several
rounds are the median, with the lowest and the highest in brackets. Load, service, peers and Redis share the machine.

- **${NAMES.service}** is the service as production runs it: \`dist/main.js\` with API keys, validation, metrics and a line
  of log per request (\`LOG_LEVEL=info\`, to a file).
- **${NAMES.bare}** is the limit: a Fastify route that runs the same script with the same keys and arguments through the
  same client, answers with the same JSON, and does nothing else (bench/servers/bare.ts). With
  "bodies read as by the service" it leaves out Fastify's reader of bodies as well, which is dear on Node 20
  (docs/adr/0013).
- The load comes from \`wrk\` in a process of its own, over connections that stay open; a request that is refused fails
  the bench.`;

/** bench/RESULTS.md. A section measured elsewhere than the newest one says so itself. */
export function renderPage(results: Result[]): string {
  const newest = results.reduce((a, b) => (b.date > a.date ? b : a));
  const sections = results.map((result) => renderResult(result, newest));
  return `${[INTRODUCTION, environmentOf(newest), ...sections].join('\n\n')}\n`;
}

function renderResult(result: Result, newest: Environment): string {
  const { name, date, seconds, section } = result;
  const elsewhere = environmentOf(result) !== environmentOf(newest);
  const parts = [
    `## ${section.title}`,
    `\`npm run bench -- ${name}\`, ${date.slice(0, 10)}, ${Math.round(seconds)} s.`,
    ...(elsewhere ? [environmentOf(result)] : []),
    ...body(section),
  ];
  return parts.join('\n\n');
}

/** A section as it is printed when it has just been measured. */
export function renderSection(section: Section): string {
  return [section.title, ...body(section)].join('\n\n');
}

function environmentOf({ machine, versions, settings }: Environment): string {
  return `Measured with:\n\n- Machine: ${machine}\n- Versions: ${versions}\n- Settings: ${settings}`;
}

function body({ text, tables }: Section): string[] {
  return [text.trim().split('\n').map(wrapped).join('\n'), ...tables.map(renderTable)].filter(
    (part) => part !== '',
  );
}

const WIDTH = 120;

/** A line of prose that is too long, at its blanks. */
function wrapped(line: string): string {
  if (line.length <= WIDTH) return line;
  const end = line.lastIndexOf(' ', WIDTH);
  return end < 0 ? line : `${line.slice(0, end)}\n${wrapped(line.slice(end + 1))}`;
}

/** Columns of one width, the first to the left and those with numbers to the right, as prettier has them. */
function renderTable({ caption, head, rows }: Table): string {
  const lines = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, column) => Math.max(3, ...lines.map((line) => (line[column] ?? '').length)));
  const right = (column: number): boolean => column > 0;
  const cell = (text: string, column: number): string =>
    right(column) ? text.padStart(widths[column]!) : text.padEnd(widths[column]!);
  const rule = widths.map((width, column) =>
    right(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  const [top, ...rest] = lines.map((line) => `| ${head.map((_, i) => cell(line[i] ?? '', i)).join(' | ')} |`);
  const table = [top, `| ${rule.join(' | ')} |`, ...rest].join('\n');
  return caption ? `${caption}\n\n${table}` : table;
}

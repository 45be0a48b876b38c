/** Names of pino's levels, and the colour of each. */
const LEVELS: Readonly<Record<number, [name: string, colour: number]>> = {
  10: ['trace', 90],
  20: ['debug', 36],
  30: ['info', 32],
  40: ['warn', 33],
  50: ['error', 31],
  60: ['fatal', 31],
};

/** Members of a line that are said in other places of it, or that a reader at a terminal knows. */
const KNOWN = new Set(['level', 'time', 'pid', 'hostname', 'msg', 'method', 'route', 'status', 'ms', 'err']);

interface Line extends Record<string, unknown> {
  level: number;
  time: number;
  msg?: string;
  method?: string;
  route?: string;
  status?: number;
  ms?: number;
}

/** A line of the log for somebody who reads it at a terminal: the time, the level, what happened, then its members. */
export function readableLine(json: string, colours: boolean): string {
  let line: Line;
  try {
    line = JSON.parse(json) as Line;
  } catch {
    return json;
  }
  const paint = (text: string, colour: number): string =>
    colours ? `\u001b[${colour}m${text}\u001b[0m` : text;
  const [name, colour] = LEVELS[line.level] ?? ['log', 37];
  const time = new Date(line.time).toISOString().slice(11, 23);
  const members = Object.entries(line).filter(([key, value]) => !KNOWN.has(key) && value !== undefined);
  const rest = members.map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const parts = [
    paint(time, 90),
    paint(name.padEnd(5), colour),
    told(line, paint),
    paint(rest.join(' '), 90),
  ];
  const stack = (line.err as { stack?: string } | undefined)?.stack;
  return `${parts.join(' ').trimEnd()}\n${stack ? `${stack}\n` : ''}`;
}

/** A request by its method, route, status and time; any other line by its message. */
function told(
  { msg, method, route, status, ms }: Line,
  paint: (text: string, colour: number) => string,
): string {
  if (msg !== 'request' || status === undefined) return msg ?? '';
  const colour = status < 400 ? 32 : status < 500 ? 33 : 31;
  return `${method} ${route ?? '(no route)'} ${paint(String(status), colour)} ${ms} ms`;
}

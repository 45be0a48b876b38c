import { eventually } from './eventually';
import { Service } from './service';

export type LogLine = Record<string, unknown> & { msg: string };

/** The lines of JSON that a service has written. */
export function logLines({ said }: Service): LogLine[] {
  return said
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as LogLine);
}

/** The first line that is like this, which may be on its way. */
export async function logLine(service: Service, isIt: (line: LogLine) => boolean): Promise<LogLine> {
  let found: LogLine | undefined;
  await eventually(async () => {
    found = logLines(service).find(isIt);
    if (!found) throw new Error('there is no such line');
  });
  return found!;
}

/** The line that tells why a call failed. */
export function causeOf(service: Service, requestId: string): Promise<LogLine> {
  return logLine(service, ({ reqId, msg }) => reqId === requestId && msg !== 'request');
}

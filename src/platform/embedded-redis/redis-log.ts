import { readFileSync, statSync } from 'node:fs';
import { DataDir } from './data-dir';
import { RedisStartError } from '../redis/when-usable';

/** Where the log of the next server begins. */
export function logEnd(dir: DataDir): number {
  return statSync(dir.logFile, { throwIfNoEntry: false })?.size ?? 0;
}

/** Turns the log of a server that ended before it was ready into the one line that the operator reads. */
export function startFailure(dir: DataDir, logStart: number, outcome: string): RedisStartError {
  const log = readFileSync(dir.logFile).subarray(logStart).toString('utf8');
  const said = log.split('\n').map(meaningOf).filter(Boolean).at(-1) ?? outcome;
  const remedy = REMEDIES.find(([symptom]) => symptom.test(said))?.[1](dir) ?? `see ${dir.logFile}`;
  // Redis adds advice of its own to a damaged file, without the paths.
  return new RedisStartError(`Redis did not start (${said.replace(/: make a backup.*/, '')}): ${remedy}.`);
}

const REMEDIES: [symptom: RegExp, remedy: (dir: DataDir) => string][] = [
  [
    /Bad file format|Unexpected end of file|truncated file is not the last/,
    ({ path }) =>
      `the append-only file is damaged; copy ${path} away, then run redis-check-aof --fix ` +
      `'${path}/appendonlydir/appendonly.aof.manifest', which cuts off everything after the damage`,
  ],
  [/No space left|Disk quota/, ({ path }) => `free space on the disk that holds ${path}`],
  [
    /Permission denied|Operation not permitted|Read-only file system|Not a directory/,
    ({ path }) => `make ${path} and everything in it writable for the user that runs the service`,
  ],
  [
    /Can't handle RDB format/,
    () => 'the data was written by a later Redis; install that version or a newer one',
  ],
];

const LOG_LINE = /^\d+:\w \d+ \w+ \d+ [\d:.]+ (?<level>[.*#-]) (?<text>.*)$/;
const GREETING = /oO0OoO0|version=|Configuration loaded|Server initialized|^WARNING/;

/** Warnings matter (`#`), unless every start prints them; so do lines that are not in the log's format. */
function meaningOf(line: string): string {
  const entry = LOG_LINE.exec(line)?.groups;
  if (!entry) return line.trim();
  return entry.level === '#' && !GREETING.test(entry.text!) ? entry.text! : '';
}

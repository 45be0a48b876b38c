import { Cluster, Redis } from 'ioredis';
import { RECORD_VERSIONS } from '../generated/format';
import { Place } from './redis-errors';

/**
 * The fault of the record in this place, which a script could not read, where a newer release wrote it. Asked only
 * when a script has failed on it; `keys` are those that the script was given.
 */
export async function findNewerRecord(
  client: Redis | Cluster,
  keys: string[],
  { key: below, field }: Place,
): Promise<string | undefined> {
  const known = RECORD_VERSIONS[below.split(':')[0]!];
  const key = keys.find((one) => one.endsWith(`}:${below}`));
  if (known === undefined || key === undefined) return undefined;
  const asked = field === undefined ? client.get(key) : client.hget(key, field);
  const text = await asked.catch(() => null);
  const newer = text === null ? undefined : newerVersion(text, known);
  return newer && `${[below, field].filter(Boolean).join(' ')} is of ${newer}`;
}

/** The fault of a text that begins with the mark of a later version than this. */
export function newerVersion(text: string, known: number): string | undefined {
  const version = /^(\d{1,4})\|/.exec(text)?.[1];
  if (version === undefined || Number(version) <= known) return undefined;
  return `version ${version}, which is newer than this service reads (${known})`;
}

import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { plainToInstance } from 'class-transformer';
import { validateSync, ValidationError } from 'class-validator';
import { ApiKey } from './api-key';

export { ApiKey };

/** The list cannot be used; the message says which entry, and what of it. */
export class ApiKeysError extends Error {}

/** The one that is used and the one that takes its place. */
const KEYS_OF_A_NAME = 2;

/** 256 random bits need no salt and no slow hash; the prefix is for those who search repositories for secrets. */
export function makeKey(): string {
  return `ch_${randomBytes(32).toString('base64url')}`;
}

export function hashOf(key: string): string {
  return digestOf(key).toString('hex');
}

/** The keys in force. */
export class ApiKeys {
  private readonly digests: Buffer[];
  /** Keys found so far, by the key as it was presented: only the owner of a key gets past its hash. */
  private readonly found = new Map<string, ApiKey>();

  private constructor(readonly list: readonly ApiKey[]) {
    this.digests = list.map(({ sha256 }) => Buffer.from(sha256, 'hex'));
  }

  static parse(text: string): ApiKeys {
    const list = jsonOf(text);
    if (!Array.isArray(list)) throw new ApiKeysError('it must be a JSON list of keys');
    list.forEach(refuseUnlessKey);
    const keys = list as ApiKey[];
    refuseMore(
      1,
      'is there twice',
      keys.map(({ sha256 }) => sha256),
    );
    refuseMore(
      KEYS_OF_A_NAME,
      'has more than two keys',
      keys.map(({ name }) => name),
    );
    return new ApiKeys(keys);
  }

  find(presented: string): ApiKey | undefined {
    const known = this.found.get(presented);
    if (known) return known;
    const found = this.search(presented);
    if (found) this.found.set(presented, found);
    return found;
  }

  /** Looks at every entry, whichever it is, so that the time it takes tells nothing. */
  private search(presented: string): ApiKey | undefined {
    const digest = digestOf(presented);
    let found: ApiKey | undefined;
    this.digests.forEach((known, i) => {
      if (timingSafeEqual(known, digest)) found = this.list[i];
    });
    return found;
  }
}

function digestOf(key: string): Buffer {
  return hash('sha256', key, 'buffer');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiKeysError('it is not JSON');
  }
}

function refuseUnlessKey(entry: unknown, i: number): void {
  const isObject = typeof entry === 'object' && entry !== null && !Array.isArray(entry);
  const key = plainToInstance(ApiKey, isObject ? entry : {});
  const { name } = key as { name?: unknown };
  const [error] = validateSync(key, { whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true });
  if (!error) return;
  const who = typeof name === 'string' ? `the key ${JSON.stringify(name)}` : `entry ${i + 1}`;
  throw new ApiKeysError(`${who}: ${reasonIn(error)}`);
}

/** An unknown member comes first in what class-validator finds: it is a slip that explains what is missing. */
function reasonIn({ property, constraints = {} }: ValidationError): string {
  const isUnknown = constraints.whitelistValidation !== undefined;
  return isUnknown
    ? `${property} is not one of name, sha256, scopes, stores`
    : Object.values(constraints)[0]!;
}

function refuseMore(most: number, complaint: string, values: string[]): void {
  const counts = new Map<string, number>();
  for (const value of values) {
    const count = (counts.get(value) ?? 0) + 1;
    if (count > most) throw new ApiKeysError(`${value} ${complaint}`);
    counts.set(value, count);
  }
}

import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Scope, SCOPES } from './scopes';

/** One entry of the file: the key itself is not in it, only its hash. */
export interface ApiKey {
  /** Who the caller is. Two entries may share it while a key is rotated: they are one caller. */
  name: string;
  sha256: string;
  scopes: Scope[];
  /** Names of stores, or `*` for all. */
  stores: string[];
}

/** The list cannot be used; the message says which entry, and what of it. */
export class ApiKeysError extends Error {}

/** The one that is used and the one that takes its place. */
const KEYS_OF_A_NAME = 2;

const MEMBERS = ['name', 'sha256', 'scopes', 'stores'];

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
  /** What was found, by the key as it was presented: only who has a key gets past its hash. */
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
  const key = (typeof entry === 'object' && entry !== null ? entry : {}) as Record<string, unknown>;
  const who = typeof key.name === 'string' ? `the key "${key.name}"` : `entry ${i + 1}`;
  const refuse = (what: string): never => {
    throw new ApiKeysError(`${who}: ${what}`);
  };
  const odd = Object.keys(key).find((member) => !MEMBERS.includes(member));
  if (odd) refuse(`${odd} is not one of ${MEMBERS.join(', ')}`);
  if (!matches(key.name, KEY_NAME))
    refuse('name must be 1 to 64 letters, digits, dots, dashes and underscores');
  if (!matches(key.sha256, /^[0-9a-f]{64}$/)) refuse('sha256 must be 64 lower-case hexadecimal digits');
  const scope = faultIn(key.scopes, (one) => SCOPES.includes(one as Scope));
  if (scope !== undefined) refuse(`scopes: ${scope} is not one of ${SCOPES.join(', ')}`);
  const store = faultIn(key.stores, (one) => one === '*' || STORE_NAME.test(one));
  if (store !== undefined) refuse(`stores: ${store} is neither the name of a store nor *`);
}

export const KEY_NAME = /^[A-Za-z0-9._-]{1,64}$/;
const STORE_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

function matches(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value);
}

/** The first member that is not one, as text; a list that is none or empty is itself the fault. */
function faultIn(list: unknown, isOne: (member: string) => boolean): string | undefined {
  if (!Array.isArray(list) || list.length === 0) return list === undefined ? 'nothing' : JSON.stringify(list);
  const fault: unknown = list.find((member) => typeof member !== 'string' || !isOne(member));
  return fault === undefined ? undefined : JSON.stringify(fault);
}

function refuseMore(most: number, complaint: string, values: string[]): void {
  const counts = new Map<string, number>();
  for (const value of values) {
    const count = (counts.get(value) ?? 0) + 1;
    if (count > most) throw new ApiKeysError(`${value} ${complaint}`);
    counts.set(value, count);
  }
}

import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { ApiKey, ApiKeys, hashOf, makeKey } from './api-keys';

/** The keys in the file; none where the file does not exist yet. */
export function readKeys(file: string): readonly ApiKey[] {
  return existsSync(file) ? ApiKeys.parse(readFileSync(file, 'utf8')).list : [];
}

/** Adds an entry and returns the key, which is kept nowhere. */
export function addKey(file: string, entry: Omit<ApiKey, 'sha256'>): string {
  const key = makeKey();
  const { name, scopes, stores } = entry;
  write(file, [...readKeys(file), { name, sha256: hashOf(key), scopes, stores }]);
  return key;
}

/** Takes out every key of that name whose hash begins so, and says how many those were. */
export function removeKeys(file: string, name: string, sha256 = ''): number {
  const keys = readKeys(file);
  const rest = keys.filter((key) => key.name !== name || !key.sha256.startsWith(sha256));
  if (rest.length < keys.length) write(file, rest);
  return keys.length - rest.length;
}

/** Under another name first, so that no reader ever finds half of it; for the owner's eyes only. */
function write(file: string, keys: ApiKey[]): void {
  const text = `${JSON.stringify(keys, null, 2)}\n`;
  ApiKeys.parse(text);
  const target = existsSync(file) ? realpathSync(file) : file;
  const temporary = `${target}.${process.pid}.tmp`;
  const descriptor = openSync(temporary, 'wx', 0o600);
  writeSync(descriptor, text);
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(temporary, target);
}

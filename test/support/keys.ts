import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiKey, hashOf, makeKey } from '../../src/platform/http/auth/api-keys';

/** A file of API keys, and the keys that it holds the hashes of. */
export class Keys {
  private readonly dir = mkdtempSync(join(tmpdir(), 'ch-keys-'));
  readonly file = join(this.dir, 'keys.json');
  private readonly entries: ApiKey[] = [];

  constructor() {
    this.save();
  }

  /** Adds a key and returns it, as the caller would send it. */
  add(name: string, scopes: ApiKey['scopes'], stores = ['*']): string {
    const key = makeKey();
    this.entries.push({ name, sha256: hashOf(key), scopes, stores });
    this.save();
    return key;
  }

  /** Gives the key of this name other scopes. */
  change(name: string, scopes: ApiKey['scopes']): void {
    this.entries.find((entry) => entry.name === name)!.scopes = scopes;
    this.save();
  }

  save(text: string = JSON.stringify(this.entries)): void {
    writeFileSync(this.file, text, { mode: 0o600 });
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

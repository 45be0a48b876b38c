import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { resolve } from 'node:path';
import { ApiKeys, ApiKeysError } from './api-keys';

const POLL_MS = 500;

/**
 * API_KEYS_FILE, followed while the service runs. It is looked at by name, not by inotify: editors, `mv` and mounted
 * secrets replace the file, and a watch would stay with the old one.
 */
export class KeyFile {
  private readonly path: string;

  private constructor(
    private readonly name: string,
    private readonly say: (line: string) => void,
    private keys: ApiKeys,
  ) {
    this.path = resolve(name);
    watchFile(this.path, { interval: POLL_MS, persistent: false }, this.reload);
  }

  /** Refuses a file that cannot be used: there is no earlier one to go on with. */
  static open(name: string, say: (line: string) => void): KeyFile {
    return new KeyFile(name, say, read(name));
  }

  get current(): ApiKeys {
    return this.keys;
  }

  close(): void {
    unwatchFile(this.path, this.reload);
  }

  private readonly reload = (): void => {
    try {
      this.keys = read(this.name);
      this.say(`API keys read again: ${this.keys.list.length} in force.`);
    } catch (error) {
      this.say(`${(error as Error).message} The keys read before stay in force.`);
    }
  };
}

function read(name: string): ApiKeys {
  try {
    return ApiKeys.parse(readFileSync(name, 'utf8'));
  } catch (error) {
    const reason = error instanceof ApiKeysError ? error.message : (error as NodeJS.ErrnoException).code;
    throw new ApiKeysError(`API_KEYS_FILE ${name} cannot be used (${reason}).`);
  }
}

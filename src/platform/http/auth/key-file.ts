import { readFileSync, statSync, unwatchFile, watchFile } from 'node:fs';
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
    const keys = read(name);
    warnOfReaders(name, say);
    return new KeyFile(name, say, keys);
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
      warnOfReaders(this.name, this.say);
    } catch (error) {
      this.say(`${(error as Error).message} The keys read before stay in force.`);
    }
  };
}

const OTHERS_WRITE = 0o002;
const OTHERS_READ = 0o004;

function read(name: string): ApiKeys {
  try {
    // Whoever writes it lets in whom they like.
    if (permits(name, OTHERS_WRITE)) throw new ApiKeysError('anyone on this machine may write it: chmod o-w');
    return ApiKeys.parse(readFileSync(name, 'utf8'));
  } catch (error) {
    const reason = error instanceof ApiKeysError ? error.message : (error as NodeJS.ErrnoException).code;
    throw new ApiKeysError(`API_KEYS_FILE ${name} cannot be used (${reason}).`);
  }
}

/** The file holds hashes, of which no key can be made; still it tells who may do what. */
function warnOfReaders(name: string, say: (line: string) => void): void {
  if (permits(name, OTHERS_READ))
    say(`API_KEYS_FILE ${name} can be read by anyone on this machine: chmod o-r.`);
}

/** Windows has no such permissions, and tells of none. */
function permits(name: string, mode: number): boolean {
  return process.platform !== 'win32' && (statSync(name).mode & mode) !== 0;
}

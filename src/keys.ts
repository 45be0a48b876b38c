import { parseArgs } from 'node:util';
import { asksForHelp } from './platform/process/usage';
import { loadConfig } from './platform/config/load-config';
import { ApiKey, ApiKeysError } from './platform/http/auth/api-keys';
import { addKey, readKeys, removeKeys } from './platform/http/auth/write-keys';

const USAGE = `npm run keys -- create --name NAME --scopes SCOPE,… --stores STORE,… [--file FILE]
npm run keys -- list [--file FILE]
npm run keys -- revoke NAME [--sha256 BEGINNING] [--file FILE]

create with a NAME that is there adds a second key of the same caller, to rotate to. list shows how the hash of each
begins. revoke takes out every key of NAME, or with --sha256 the one whose hash begins so.
SCOPE is admin, or <domain>:read or <domain>:write. STORE is the name of a store, or * for all.
FILE is API_KEYS_FILE where it is not given.
`;

const OPTIONS = {
  name: { type: 'string' },
  scopes: { type: 'string' },
  stores: { type: 'string' },
  file: { type: 'string' },
  sha256: { type: 'string' },
} as const;

/** Enough of a hash to tell two keys apart. */
const SHOWN_DIGITS = 12;

/** Makes, lists and revokes API keys in the file that a running service follows. */
function main(args: string[]): void {
  if (asksForHelp(args)) return void process.stdout.write(USAGE);
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const [command, name] = positionals;
  const file = values.file ?? loadConfig().API_KEYS_FILE;
  if (file === undefined) throw new ApiKeysError('name the file: --file keys.json, or API_KEYS_FILE in .env');
  if (command === 'create' && values.name && values.scopes && values.stores) {
    const scopes = values.scopes.split(',') as ApiKey['scopes'];
    const key = addKey(file, { name: values.name, scopes, stores: values.stores.split(',') });
    process.stderr.write(`The key "${values.name}" is in ${file}. It is shown this once:\n`);
    process.stdout.write(`${key}\n`);
  } else if (command === 'list') {
    for (const { name: known, scopes, stores, sha256 } of readKeys(file)) {
      const hash = sha256.slice(0, SHOWN_DIGITS);
      process.stdout.write(`${known}  ${scopes.join(',')}  ${stores.join(',')}  ${hash}\n`);
    }
  } else if (command === 'revoke' && name) {
    revoke(file, name, values.sha256);
  } else {
    throw new ApiKeysError(`this is how it goes:\n${USAGE}`);
  }
}

function revoke(file: string, name: string, sha256?: string): void {
  if (sha256 !== undefined && !/^[0-9a-f]{4,64}$/.test(sha256)) {
    throw new ApiKeysError('--sha256 must be 4 to 64 lower-case hexadecimal digits');
  }
  const count = removeKeys(file, name, sha256);
  const which = `"${name}"${sha256 === undefined ? '' : ` with a hash that begins with ${sha256}`}`;
  if (count === 0) throw new ApiKeysError(`there is no key ${which} in ${file}`);
  const gone = count === 1 ? `The key ${which} is` : `${count} keys ${which} are`;
  process.stderr.write(`${gone} no longer in ${file}.\n`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`Nothing was changed: ${(error as Error).message}\n`);
  process.exitCode = 1;
}

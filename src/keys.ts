import { parseArgs } from 'node:util';
import { loadConfig } from './config/load-config';
import { ApiKey, ApiKeysError } from './http/auth/api-keys';
import { addKey, readKeys, removeKey } from './http/auth/write-keys';

const USAGE = `npm run keys -- create --name NAME --scopes SCOPE,… --stores STORE,… [--file FILE]
npm run keys -- list [--file FILE]
npm run keys -- revoke NAME [--file FILE]

SCOPE is admin, or <domain>:read or <domain>:write. STORE is the name of a store, or * for all.
FILE is API_KEYS_FILE where it is not given.
`;

const OPTIONS = {
  name: { type: 'string' },
  scopes: { type: 'string' },
  stores: { type: 'string' },
  file: { type: 'string' },
} as const;

/** Makes, lists and revokes API keys in the file that a running service follows. */
function main(args: string[]): void {
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
    for (const { name: known, scopes, stores } of readKeys(file)) {
      process.stdout.write(`${known}  ${scopes.join(',')}  ${stores.join(',')}\n`);
    }
  } else if (command === 'revoke' && name) {
    if (!removeKey(file, name)) throw new ApiKeysError(`there is no key "${name}" in ${file}`);
    process.stderr.write(`The key "${name}" is no longer in ${file}.\n`);
  } else {
    throw new ApiKeysError(`this is how it goes:\n${USAGE}`);
  }
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`Nothing was changed: ${(error as Error).message}\n`);
  process.exitCode = 1;
}

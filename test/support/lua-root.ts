import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { Library, loadLibrary } from '../../src/platform/scripts/script-library';
import { LUA_ROOT } from '../../src/platform/scripts/script-source';

let root = LUA_ROOT;
let loaded: Library | undefined;

/** Lets tests of Lua use the files of another folder from now on; `npm run mutants` changes one file after the other. */
export function readLuaFrom(folder: string): void {
  root = folder;
  loaded = undefined;
}

/** The library with one difference: a key, or state of a call, that is not declared is an error, not nil. */
export function strictLibrary(): Library {
  loaded ??= loadLibrary({ root, strict: true });
  return loaded;
}

/** Lua that makes a module, and the numbers that it may rest on, local variables. */
function luaModules(path: string): string {
  const named = (file: string): string => file.split('/').pop()!.replaceAll('-', '_');
  return ['kernel/integer', path]
    .map((file) => [named(file), readFileSync(join(root, `${file}.lua`), 'utf8')])
    .map(([local, text]) => `local ${local} = (function()\n${text}\nend)()\n`)
    .join('');
}

/** Runs Lua that sees this module, and ARGV. */
export function inLua(
  client: Redis,
  path: string,
  body: string,
  ...args: (string | number)[]
): Promise<unknown> {
  return client.eval(luaModules(path) + body, 0, ...args);
}

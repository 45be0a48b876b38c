import { createHash } from 'node:crypto';
import { DeclaredKey } from './declared-key';
import { Fragment, readScripts, Script } from './script-source';

/** All scripts as one library of Redis Functions: fragments are loaded once, and not with each call. */
export interface Library {
  /** Holds the version, so that services of two versions can work on one Redis. */
  name: string;
  source: string;
  scripts: Map<string, LibraryScript>;
}

export interface LibraryScript extends Script {
  /** What FCALL knows it by. */
  functionName: string;
}

/** What the names of all versions' libraries begin with. */
export const LIBRARY_PREFIX = 'countinghouse_';

export function loadLibrary(root?: string): Library {
  const scripts = readScripts(root);
  const version = createHash('sha1').update(compose(scripts, '')).digest('hex').slice(0, 12);
  return {
    name: LIBRARY_PREFIX + version,
    source: compose(scripts, version),
    scripts: new Map(
      scripts.map((script) => [script.name, { ...script, functionName: nameOf(script, version) }]),
    ),
  };
}

/**
 * What scripts use of Redis' globals stands in variables of the library: Redis finds a global by way of two metatables, and
 * a script asks for dozens. While the library is loaded there are none yet, so the first call fetches them.
 */
const GLOBALS = 'redis, string, table, math, cjson, cmsgpack, error, unpack, ipairs, tonumber';

/** Names of functions are unique in a Redis, whatever their library. */
function nameOf({ name }: Script, version: string): string {
  return `${name.replace(/\W/g, '_')}_${version}`;
}

/**
 * The text of the library. Each folder is a block of its own, for only its scripts know its fragments. What Redis gives
 * to one call stands in variables of the library, where fragments see it too.
 */
function compose(scripts: Script[], version: string): string {
  const fragments = new Map(scripts.flatMap((script) => script.fragments.map((one) => [one.path, one])));
  const within = (folder: string): string[] =>
    [...fragments.values()].filter(({ path }) => folderOf(path) === folder).map(load);
  const blocks = [...new Set(scripts.map(({ name }) => folderOf(name)))].map((folder) => {
    const members = scripts.filter(({ name }) => folderOf(name) === folder);
    return ['do', ...within(folder), ...members.map((script) => register(script, version)), 'end'].join('\n');
  });
  const head = [
    `#!lua name=${LIBRARY_PREFIX}${version}`,
    'local register = redis.register_function',
    `local function globals() return ${GLOBALS} end`,
    `local KEYS, ARGV, keys, ${GLOBALS}`,
  ];
  return [...head, ...within('lib'), ...blocks, ''].join('\n');
}

function folderOf(path: string): string {
  return path.split('/')[0]!;
}

function load({ local, text }: Fragment): string {
  return `local ${local} = (function()\n${text}end)()`;
}

/** A script as a function: it names its keys, prepares its fragments, and does its work. */
function register(script: Script, version: string): string {
  const flags = script.flags.map((flag) => `'${flag}'`).join(', ');
  const prepared = script.fragments.filter(({ local, text }) =>
    text.includes(`\nfunction ${local}.prepare()`),
  );
  return [
    `register({ function_name = '${nameOf(script, version)}', flags = { ${flags} },`,
    'callback = (function()',
    'local own = {}',
    'return function(given_keys, given_arguments)',
    'local own = own',
    `if not redis then ${GLOBALS} = globals() end`,
    'KEYS, ARGV, keys = given_keys, given_arguments, own',
    ...script.keys.map(named),
    ...prepared.map(({ local }) => `${local}.prepare()`),
    `${script.text}end end)() })`,
  ].join('\n');
}

/**
 * `KEYS` under the names that the header gives them; the contract cannot differ from the code. Each script has a table
 * of its own for that, all of which every call sets: to fill one that is there costs less than half of making it, and
 * from locals half of what it does from the library's variables.
 */
function named({ local, kind }: DeclaredKey, i: number): string {
  return kind === 'several'
    ? `own.${local} = { unpack(given_keys, ${i + 1}) }`
    : `own.${local} = given_keys[${i + 1}]`;
}

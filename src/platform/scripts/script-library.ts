import { createHash } from 'node:crypto';
import { DeclaredKey } from './declared-key';
import { A_KEY } from '../redis/permissions';
import { argumentReader } from './script-arguments';
import { Fragment, readScripts, Script } from './script-source';
import { SourceText, SourcePlace } from './source-text';

/** All scripts as one library of Redis Functions: fragments are loaded once, and not with each call. */
export interface Library {
  /** Beginning of the names of all its versions, of which each goes on with its hash. */
  family: string;
  /** Holds the version, so that services of two versions can work on one Redis. */
  name: string;
  source: string;
  scripts: Map<string, LibraryScript>;
  /** Every command that a script may run, as the sources have them: `XADD <key>`, `XINFO STREAM <key>`. */
  commands: string[];
  /** The file and line that a line of the source was read from; nothing for a line that was generated. */
  placeOf: (line: number) => SourcePlace | undefined;
}

export interface LibraryScript extends Script {
  /** Its name for FCALL. */
  functionName: string;
}

/**
 * Beginning of the names of all versions. Services that share a Redis and no data have libraries of their own, so that
 * none is in the way of another's upgrade; up to 1.0.0 a service removes every other that begins with `countinghouse_`.
 */
function familyOf(keyPrefix: string): string {
  if (keyPrefix === '') return 'countinghouse_';
  return `prefix_${createHash('sha1').update(keyPrefix).digest('hex').slice(0, 12)}_countinghouse_`;
}

export interface LibraryOptions {
  root?: string;
  /** Beginning of the keys of the service that it is for. */
  keyPrefix?: string;
  /** For tests: a script that reads a key that it does not declare fails. */
  strict?: boolean;
}

export function loadLibrary({ root, keyPrefix = '', strict = false }: LibraryOptions = {}): Library {
  const scripts = readScripts(root);
  const family = familyOf(keyPrefix);
  const version = createHash('sha1')
    .update(compose(scripts, { family, version: '', strict }).text)
    .digest('hex')
    .slice(0, 12);
  const source = compose(scripts, { family, version, strict });
  return {
    family,
    name: family + version,
    source: source.text,
    commands: commandsOf(source.text),
    placeOf: (line) => source.placeOf(line),
    scripts: new Map(
      scripts.map((script) => [script.name, { ...script, functionName: nameOf(script, version) }]),
    ),
  };
}

/**
 * The library keeps Redis' globals in variables of its own: Redis finds a global by way of two metatables, and
 * a script asks for dozens. While the library is loaded there are none yet, so the first call fetches them.
 */
const GLOBALS = 'redis, string, table, math, cjson, cmsgpack, error, unpack, ipairs, tonumber, setmetatable';

/** A command is a literal in its place, and so is the word of a second part; whatever follows is its key. */
function commandsOf(source: string): string[] {
  const calls = [...source.matchAll(/\bredis\.p?call\(('[A-Z]+'(?:, '[A-Z]+')?)?(, )?/g)];
  const commands = calls.map(([call, words, more]) => {
    if (words === undefined) throw new Error(`${call} of a command that is not written out`);
    return words.replace(/[',]/g, '') + (more ? ` ${A_KEY}` : '');
  });
  return [...new Set(commands)].sort();
}

interface Composed {
  family: string;
  version: string;
  strict: boolean;
}

/** Names of functions are unique in a Redis, whatever their library. */
function nameOf({ name }: Script, version: string): string {
  return `${name.replace(/\W/g, '_')}_${version}`;
}

/**
 * The text of the library: every fragment as a variable, each behind those that it rests on, and every script as a
 * function. State that lasts for one call stands in the table `call`, all of which each call sets, and nowhere else: a
 * script has one such table, for to fill it costs less than half of making it.
 */
function compose(scripts: Script[], { family, version, strict }: Composed): SourceText {
  const source = new SourceText();
  source.add(
    `#!lua name=${family}${version}`,
    'local register = redis.register_function',
    `local function globals() return ${GLOBALS} end`,
    `local ${GLOBALS}`,
  );
  for (const fragment of fragmentsOf(scripts)) {
    source.add(`local ${fragment.local} = (function()`);
    source.addFile(`lua/${fragment.path}.lua`, fragment.text);
    source.add('end)()');
  }
  for (const script of scripts) register(source, script, version, strict);
  return source;
}

function fragmentsOf(scripts: Script[]): Fragment[] {
  const found = new Map(scripts.flatMap((script) => script.fragments.map((one) => [one.path, one])));
  const byName = new Map<string, string>();
  for (const { path, local } of found.values()) {
    const other = byName.get(local);
    if (other) throw new Error(`lua/${path}.lua and lua/${other}.lua would both be known as ${local}`);
    byName.set(local, path);
  }
  return [...found.values()];
}

/** A script as a function: it names its keys and arguments, fills the table of its call, and does its work. */
function register(source: SourceText, script: Script, version: string, strict: boolean): void {
  const state = stateOf(script);
  const flags = script.flags.map((flag) => `'${flag}'`).join(', ');
  source.add(
    `register({ function_name = '${nameOf(script, version)}', flags = { ${flags} },`,
    'callback = (function()',
    'local own, call = {}, nil',
    'return function(given_keys, given_arguments)',
    'local keys = own',
    `if not redis then ${GLOBALS} = globals() end`,
    ...(strict ? [KEY_GUARD] : []),
    ...script.keys.map(named),
    ...absentKeys(script).map((name) => `keys.${name} = false`),
    ...argumentReader(script.header.args),
    `if not call then call = { keys = keys${state.map(({ name }) => `, ${name} = false`).join('')} } end`,
    ...state.map(({ name, value }) => `call.${name} = ${value}`),
    ...script.fragments.filter(begins).map(({ local }) => `${local}.begin(call)`),
  );
  source.addFile(`lua/${script.name}.lua`, script.text, 2);
  source.add('end end)() })');
}

function absentKeys({ keys, fragments }: Script): string[] {
  const declared = keys.map(({ local }) => local);
  return fragments.flatMap(({ optionalKeys }) => optionalKeys).filter((name) => !declared.includes(name));
}

/** Whether a fragment has something to do at the start of every call that it is part of. */
function begins({ local, text }: Fragment): boolean {
  return text.includes(`--- @begin\nfunction ${local}.begin(call)`);
}

/** State by its name, or by one that is worked out, which nobody could check. */
const STATE_USED = /\bcall(?:\.(\w+)|\[)/g;

interface State {
  name: string;
  value: string;
}

/**
 * State that the fragments keep during a call; a value may be an argument of that name, or false for none. All that a
 * script uses must be declared: its table is used again, and only what is declared is set anew.
 */
function stateOf({ name: script, fragments, header, text }: Script): State[] {
  const all = fragments.flatMap(({ state }) => state).map((one) => one.split(' = ') as [string, string]);
  const names = all.map(([name]) => name);
  const twice = names.find((one, i) => one === 'keys' || names.indexOf(one) !== i);
  if (twice) throw new Error(`lua/${script}.lua: two of its parts keep ${twice} during a call`);
  for (const one of [text, ...fragments.map((fragment) => fragment.text)]) {
    const used = [...one.matchAll(STATE_USED)].find(([, name]) => name !== 'keys' && !names.includes(name!));
    if (used) throw new Error(`lua/${script}.lua uses ${used[0]}, which none of its parts declares`);
  }
  const given = new Set(header.args.named.map((argument) => argument.name));
  return all.map(([name, value]) => {
    const [, argument] = /^argument (\w+)$/.exec(value) ?? [];
    return { name, value: argument === undefined ? value : given.has(argument) ? argument : 'false' };
  });
}

const KEY_GUARD =
  "setmetatable(keys, { __index = function(_, name) error('the key ' .. name .. ' is not declared') end })";

/**
 * `KEYS` under the names that the header gives them; the contract cannot differ from the code. Each script has a table
 * of its own for that, all of which every call sets: to fill one that is there costs less than half of making it.
 */
function named({ local, kind }: DeclaredKey, i: number): string {
  return kind === 'several'
    ? `keys.${local} = { unpack(given_keys, ${i + 1}) }`
    : `keys.${local} = given_keys[${i + 1}]`;
}

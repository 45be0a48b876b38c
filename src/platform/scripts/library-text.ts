import { DeclaredKey } from './declared-key';
import { argumentReader } from './script-arguments';
import { Fragment, readFragments, Script } from './script-source';
import { SourceText } from './source-text';

/**
 * The library keeps Redis' globals in variables of its own: Redis finds a global by way of two metatables, and
 * a script asks for dozens. While the library is loaded there are none yet, so the first call fetches them.
 */
const GLOBALS = 'redis, string, table, math, cjson, cmsgpack, error, unpack, ipairs, tonumber, setmetatable';

/** Each call says anew what it calls Redis by, so that a dry run that was broken off changes nothing for the next. */
const READY = [`if not plain then ${GLOBALS} = globals() plain = redis end`];

interface Composed {
  root?: string;
  family: string;
  version: string;
  strict: boolean;
}

/** Names of functions are unique in a Redis, whatever their library. */
export function nameOf({ name }: Script, version: string): string {
  return `${name.replace(/\W/g, '_')}_${version}`;
}

/**
 * The text of the library: every fragment as a variable, each behind those that it rests on, and every script as a
 * function. State that lasts for one call stands in the table `call`, all of which each call sets, and nowhere else: a
 * script has one such table, for to fill it costs less than half of making it.
 */
export function compose(scripts: Script[], { root, family, version, strict }: Composed): SourceText {
  const source = new SourceText();
  source.add(
    `#!lua name=${family}${version}`,
    'local register = redis.register_function',
    `local function globals() return ${GLOBALS} end`,
    `local plain, ${GLOBALS}`,
  );
  const dryRun = readFragments(DRY_RUN, root);
  for (const fragment of fragmentsOf(scripts, dryRun)) {
    source.add(`local ${fragment.local} = (function()`);
    source.addFile(`lua/${fragment.path}.lua`, fragment.text);
    source.add('end)()');
  }
  source.add('local scripts = {}');
  for (const script of scripts) register(source, script, version, strict);
  if (dryRun.length > 0) source.add(...dryRunner(dryRunName(version)));
  return source;
}

function fragmentsOf(scripts: Script[], further: Fragment[]): Fragment[] {
  const all = [...scripts.flatMap((script) => script.fragments), ...further];
  const found = new Map(all.map((one) => [one.path, one]));
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
    `scripts.${nameOf(script, version)} = (function()`,
    'local own, call = {}, nil',
    'return function(given_keys, given_arguments, tried)',
    'local keys = own',
    ...READY,
    'redis = tried or plain',
    ...(strict ? [KEY_GUARD] : []),
    ...script.keys.map(named),
    ...absentKeys(script).map((name) => `keys.${name} = false`),
    ...argumentReader(script.header.args),
    `if not call then call = { keys = keys${state.map(({ name }) => `, ${name} = false`).join('')} } end`,
    ...state.map(({ name, value }) => `call.${name} = ${value}`),
    ...script.fragments.filter(begins).map(({ local }) => `${local}.begin(call)`),
  );
  source.addFile(`lua/${script.name}.lua`, script.text, 2);
  const name = nameOf(script, version);
  source.add(
    'end end)()',
    `register({ function_name = '${name}', flags = { ${flags} }, callback = scripts.${name} })`,
  );
}

const DRY_RUN = 'kernel/dry-run';

export const dryRunName = (version: string): string => `dry_run_${version}`;

/** The function that tries a script out: its name comes before its arguments. Redis lets it write nothing. */
function dryRunner(name: string): string[] {
  return [
    `register({ function_name = '${name}', flags = { 'no-writes' },`,
    'callback = function(given_keys, given_arguments)',
    ...READY,
    'local script = scripts[table.remove(given_arguments, 1)]',
    'return dry_run.reply(plain, script, given_keys, given_arguments)',
    'end })',
  ];
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

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeclaredKey, declaredKey } from './declared-key';
import { checkInclude } from './rooms';
import { parseHeader, ScriptHeader } from './script-header';

export const LUA_ROOT = join(__dirname, '../../../lua');

/** A file that scripts include: Lua that ends by returning a table. */
export interface Fragment {
  /** `kernel/time-index` */
  path: string;
  /** The name that includers know it by: `time_index`. */
  local: string;
  /** State that it keeps during a call: `items = {}`, with the value that a call begins with. */
  state: string[];
  /** Keys that it uses where the script declares them, and finds false where not. */
  optionalKeys: string[];
  text: string;
}

export interface Script {
  /** `inventory/reserve` */
  name: string;
  /** Flags that its first line gives after `flags=`. */
  flags: string[];
  header: ScriptHeader;
  /** The keys in the header; worked out once, for every call needs them. */
  keys: DeclaredKey[];
  /** All that it includes, directly or not, each after those that it rests on itself. */
  fragments: Fragment[];
  /** The file without its first line. */
  text: string;
}

/** Every file under lua/ that begins with `#!lua`, with its includes resolved. */
export function readScripts(root = LUA_ROOT): Script[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.lua'))
    .map((path) => path.replace(/\.lua$/, ''))
    .sort()
    .map((name) => ({ name, text: textOf(root, name) }))
    .filter(({ text }) => text.startsWith('#!lua'))
    .map(({ name, text }) => readScript(root, name, text));
}

function readScript(root: string, name: string, text: string): Script {
  const header = parseHeader(name, text);
  return {
    name,
    flags: /^#!lua flags=(\S+)/.exec(text)?.[1]?.split(',') ?? [],
    header,
    keys: header.keys.map((key) => declaredKey(name, key)),
    fragments: fragmentsOf(root, name, text),
    text: text.slice(text.indexOf('\n') + 1),
  };
}

/** A part and all that it rests on, for the loader's own use; none where this root has no such part. */
export function readFragments(path: string, root = LUA_ROOT): Fragment[] {
  if (!existsSync(join(root, `${path}.lua`))) return [];
  return fragmentsOf(root, 'kernel/loader', `--- @include "${path}"`);
}

function fragmentsOf(root: string, name: string, text: string): Fragment[] {
  const found = new Map<string, Fragment>();
  const visit = (from: string, includes: string[], way: string[]): void => {
    for (const path of includes) {
      if (way.includes(path)) throw new Error(`${[...way, path].join(' includes ')}: a circle`);
      const fragment = textOf(root, path);
      checkInclude(from, path, fragment);
      if (found.has(path)) continue;
      visit(path, includesOf(path, fragment), [...way, path]);
      found.set(path, {
        path,
        local: path.split('/').pop()!.replaceAll('-', '_'),
        state: listsOf(fragment, 'state'),
        optionalKeys: listsOf(fragment, 'optional-key'),
        text: fragment,
      });
    }
  };
  visit(name, includesOf(name, text), [name]);
  return [...found.values()];
}

function includesOf(name: string, text: string): string[] {
  const includes = [...text.matchAll(/^--- @include "([^"]+)"$/gm)].map((match) => match[1]!);
  const twice = includes.find((include, i) => includes.indexOf(include) !== i);
  if (twice) throw new Error(`lua/${name}.lua includes ${twice} twice`);
  return includes;
}

/** The list behind `--- @state`: `items = {}, at_by = false`. */
function listsOf(text: string, mark: string): string[] {
  return [...text.matchAll(new RegExp(`^--- @${mark} (.+)$`, 'gm'))].flatMap(([, list]) => list!.split(', '));
}

function textOf(root: string, name: string): string {
  return readFileSync(join(root, `${name}.lua`), 'utf8');
}
